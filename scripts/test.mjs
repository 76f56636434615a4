// npm test and npm run check: format, types, lint, then every test. `npm test -- <words>` hands the words to vitest and
// skips the checks. The last line is always "N passed, N failed".
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOrExplain } from './install-if-missing.mjs';
import { buildOrExplain } from './build-portals.mjs';
import { checks } from './checks.mjs';
import { run, stopAll } from './run-tool.mjs';

const folder = mkdtempSync(join(tmpdir(), 'licet-test-'));
chmodSync(folder, 0o755); // A PostgreSQL that root starts runs as another user and has to get through.
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

await installOrExplain({ forTests: true });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stopAll(signal));
await buildOrExplain();
const filters = process.argv.slice(2);
const checked = filters.length > 0 ? { passed: 0, failed: 0 } : await runChecks();
const tested = await runTests(filters);
const passed = checked.passed + tested.passed;
const failed = checked.failed + tested.failed;
process.exitCode = failed > 0 || tested.passed === 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed`);

/** All at the same time, shown in their order. */
async function runChecks() {
  const running = checks().map(({ name, tool, args }) => ({ name, result: run(tool, args) }));
  let failures = 0;
  for (const { name, result } of running) {
    const { status, output, seconds } = await result;
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
    if (status === 0) continue;
    failures += 1;
    console.log(output.trimEnd());
  }
  return { passed: running.length - failures, failed: failures };
}

async function runTests(words) {
  const countsFile = join(folder, 'counts.json');
  const args = ['run', '--reporter=default', '--reporter=./scripts/count-reporter.mjs', ...words];
  const { status, seconds } = await run('vitest/vitest.mjs', args, {
    showAsItComes: true,
    env: { LICET_TEST_COUNTS: countsFile, TMPDIR: folder },
  });
  const counts = readCounts(countsFile);
  if (status !== 0 && counts.failed === 0) counts.failed = 1; // vitest itself failed: a setup that threw, no test found.
  const isOk = counts.failed === 0 && counts.passed > 0;
  console.log(
    `${isOk ? 'ok    ' : 'FAILED'}  tests (${seconds} s)${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
  );
  return counts;
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // vitest ended before it could count.
  }
}
