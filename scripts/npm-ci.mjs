import { spawn } from 'node:child_process';

export class InstallFailed extends Error {}

/** Runs `npm ci` in the folder, silently. Rejects with InstallFailed, which tells the person what to do. */
export async function npmCi(folder) {
  const npm = npmCommand();
  // npm leaves development packages out when NODE_ENV is production; the tools that start Licet are installed whole.
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];
  const child = spawn(npm.file, [...npm.args, ...flags], {
    cwd: folder,
    env: environmentForNpm(),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: npm.shell,
  });
  let stoppedBy;
  const stopTogether = (signal) => {
    stoppedBy = signal;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stopTogether);
  try {
    const { status, signal, output } = await outcome(child);
    const interruption = stoppedBy ?? signal;
    if (interruption)
      throw new InstallFailed(`the install was interrupted (${interruption}). The same command repeats it.`);
    if (status !== 0) throw new InstallFailed(`npm ci failed. ${advice(output)}\n\n${excerpt(output)}`);
  } finally {
    for (const each of signals) process.off(each, stopTogether);
  }
}

/** The npm that started this command where there is one, else the one on the PATH. */
function npmCommand() {
  const running = process.env['npm_execpath'];
  if (running && /npm-cli\.[cm]?js$/.test(running)) return { file: process.execPath, args: [running], shell: false };
  return { file: 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * What an outer `npm start` or `npm run --silent` adds to the environment would change what the inner npm does: its
 * prefix, its log level, what it leaves out. Settings of the person (registry, proxy, cache) stay.
 */
function environmentForNpm() {
  const env = { ...process.env };
  if (env['npm_config_prefix'] === env['npm_config_local_prefix']) delete env['npm_config_globalconfig'];
  const outer =
    /^(npm_(package|lifecycle|command)|npm_config_(local_prefix|global_prefix|prefix|global|loglevel|omit|include|only|production|dry_run|json|workspaces?)$|INIT_CWD$)/i;
  for (const name of Object.keys(env)) if (outer.test(name)) delete env[name];
  // npm's own patience is over a minute; a person without a network should be told sooner.
  env['npm_config_fetch_retry_mintimeout'] ??= '1000';
  env['npm_config_fetch_retry_maxtimeout'] ??= '5000';
  return env;
}

function outcome(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ status: 1, output: `${error.code}: ${error.message}` }));
    child.once('close', (status, signal) => resolve({ status, signal, output }));
  });
}

/** Enough to see what npm says; its log file, which it names there, has the rest. */
function excerpt(output) {
  const lines = output.trim().split('\n');
  return lines.length <= 12 ? lines.join('\n') : [...lines.slice(0, 9), '...', ...lines.slice(-2)].join('\n');
}

const advices = [
  [
    /ENOENT.*npm|spawn npm/i,
    'npm was not found. It comes with Node: install Node 20 or later from https://nodejs.org/.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    'The package registry could not be reached. Check the network; behind a proxy or with an own registry set them first\n' +
      '(`npm config set proxy …`, `npm config set registry …`; `npm ping` tells whether it works) and run the same command again.',
  ],
  [
    /\bE40[134]\b|ETARGET/,
    'The registry refused or lacks a package. Check `npm config get registry` and, if it asks for one, your login.',
  ],
  [
    /can only install|EUSAGE|in sync/,
    'package.json and package-lock.json differ. Run `npm install` and keep both files.',
  ],
  [/ENOSPC/, 'The disk is full; the install needs about 1 GB for a moment.'],
  [
    /EACCES|EPERM|EROFS/,
    "npm may not write here. Make the project folder and npm's cache (`npm config get cache`) writable for you.",
  ],
];

function advice(output) {
  return (
    advices.find(([pattern]) => pattern.test(output))?.[1] ?? 'Mend what npm says below and run the same command again.'
  );
}
