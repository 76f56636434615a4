import { Command, CommanderError, Option } from 'commander';
import { ConfigurationError } from '../platform/config.ts';
import { version } from '../platform/version.ts';
import { explain, explainAsJson, UsageError } from './explanation.ts';
import { printJson } from './output.ts';

const json = ['--json', 'print the JSON that REST answers for the same'] as const;
const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function program(): Command {
  const licet = new Command('licet')
    .description('Software entitlements and their life cycle.')
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });
  licet
    .command('serve')
    .description('serve REST and work on jobs, imports and mail')
    .option('--no-workers', 'only serve; leave the work to "licet work"')
    .action(later(async () => (await import('./serve-command.ts')).serve));
  licet
    .command('work')
    .description('work on jobs, imports and mail, without serving')
    .action(later(async () => (await import('./serve-command.ts')).work));
  licet
    .command('migrate')
    .description('bring the schema of the database up to this release')
    .option(...json)
    .action(later(async () => (await import('./migrate-command.ts')).migrate));
  licet
    .command('demo')
    .description('load the demo producer into an empty database')
    .option(...json)
    .action(later(async () => (await import('./demo-command.ts')).loadDemoCommand));
  licet
    .command('doctor')
    .description('say what works, what wants attention and what is wrong')
    .option(...json)
    .action(later(async () => (await import('./doctor-command.ts')).doctor));
  licet
    .command('import <file>')
    .description('import an NDJSON file ("-" for standard input)')
    .option('--dry-run', 'report what would happen, keep nothing')
    .addOption(
      new Option('--on-error <what>', 'continue with the other records, or stop and keep nothing')
        .choices(['continue', 'stop'])
        .default('continue'),
    )
    .addOption(
      new Option('--on-duplicate <what>', 'what to do with records that exist')
        .choices(['update', 'skip', 'fail'])
        .default('update'),
    )
    .option(...json)
    .action(later(async () => (await import('./import-command.ts')).importFile));
  addJobCommands(licet);
  addPeopleCommands(licet);
  return licet;
}

function addJobCommands(licet: Command): void {
  const job = licet.command('job').description('jobs: list, preview, run');
  job
    .command('list')
    .description('every job with its status and last run')
    .option(...json)
    .action(later(async () => (await import('./job-commands.ts')).jobList));
  job
    .command('preview <key>')
    .description('what a run would do; nothing is written')
    .option('--as-of <day>', 'as if it were this day, YYYY-MM-DD')
    .option(...json)
    .action(later(async () => (await import('./job-commands.ts')).jobPreview));
  job
    .command('run <key>')
    .description('run a job now and wait for its end')
    .option(...json)
    .action(later(async () => (await import('./job-commands.ts')).jobRun));
}

function addPeopleCommands(licet: Command): void {
  const apiKey = licet.command('api-key').description('API keys: create, list, revoke');
  apiKey
    .command('create')
    .description('make an API key; it is shown only once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--role <role>', 'a producer role; may be repeated', collect)
    .option('--expires <instant>', 'its end, such as 2027-01-01T00:00:00Z')
    .option(...json)
    .action(later(async () => (await import('./people-commands.ts')).apiKeyCreate));
  apiKey
    .command('list')
    .description('every API key, without its secret')
    .option(...json)
    .action(later(async () => (await import('./people-commands.ts')).apiKeyList));
  apiKey
    .command('revoke <id>')
    .description('make an API key useless at once')
    .action(later(async () => (await import('./people-commands.ts')).apiKeyRevoke));
  const user = licet.command('user').description('users: create, list, invite, activate, sign-in-link');
  addSigningIn(user);
  user
    .command('create')
    .description('make a user')
    .requiredOption('--email <address>', 'email address, also the user name')
    .requiredOption('--first-name <name>', 'first name')
    .requiredOption('--last-name <name>', 'last name')
    .option('--account <accountId>', 'the account that the user belongs to')
    .option('--role <role>', 'a role in that account; may be repeated', collect, [])
    .option('--locale <locale>', 'language and customs, such as de or en-GB')
    .option('--reminders', 'takes renewal reminders')
    .option(...json)
    .action(later(async () => (await import('./people-commands.ts')).userCreate));
  user
    .command('list')
    .description('users')
    .option('--account <accountId>', 'only those of one account')
    .option(...json)
    .action(later(async () => (await import('./people-commands.ts')).userList));
}

function addSigningIn(user: Command): void {
  user
    .command('invite <userName>')
    .description('send an email with a link to choose a password')
    .option(...json)
    .action(later(async () => (await import('./sign-in-commands.ts')).userInvite));
  user
    .command('activate <userName>')
    .description('let a user in again, such as after too many wrong passwords')
    .option(...json)
    .action(later(async () => (await import('./sign-in-commands.ts')).userActivate));
  user
    .command('sign-in-link <userName>')
    .description('print a one-time link by which a user chooses a password')
    .option(...json)
    .action(later(async () => (await import('./sign-in-commands.ts')).userSignInLink));
}

/** A command whose code is loaded when it is called: a command needs little of what all of them need. */
function later<Given extends unknown[]>(load: () => Promise<(...given: Given) => unknown>) {
  return async (...given: Given): Promise<void> => {
    const command = await load();
    await command(...given);
  };
}

// Whoever reads our output may stop reading, as `head` does; that is no fault.
process.stdout.on('error', (error: Error & { readonly code?: string }) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

try {
  await program().parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.exitCode = error instanceof UsageError || error instanceof ConfigurationError ? 2 : 1;
    if (process.argv.includes('--json')) printJson(explainAsJson(error));
    process.stderr.write(`${explain(error)}\n`);
  }
}
