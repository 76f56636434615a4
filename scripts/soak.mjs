// npm run soak -- crash [rounds]: kills processes at random moments of imports, jobs, ticks and delivery, hundreds of times,
// with another seed each round. A round that fails says which seed shows it again.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOrExplain } from './install-if-missing.mjs';
import { run } from './run-tool.mjs';

const killing = ['killed-processes', 'killed-mailer', 'killed-embedded', 'taken-over-runs', 'two-nodes'];
const soaks = { crash: killing.map((name) => `test/journeys/${name}.test.ts`) };

const [name = '', given = '20'] = process.argv.slice(2);
const files = soaks[name];
const rounds = Number(given);
if (files === undefined || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`Use: npm run soak -- ${Object.keys(soaks).join(' | ')} [rounds]`);
  process.exit(2);
}
await installOrExplain({ forTests: true });
const folder = mkdtempSync(join(tmpdir(), 'licet-soak-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.env.LICET_TEST_KILLS = join(folder, 'kills');
let failed = 0;
for (let round = 1; round <= rounds; round++) {
  process.env.LICET_TEST_SEED = String(Math.floor(Math.random() * 1_000_000));
  const { status, output, seconds } = await run('vitest/vitest.mjs', ['run', ...files]);
  const result = status === 0 ? 'ok    ' : 'FAILED';
  console.log(
    `${result}  round ${round} of ${rounds}, seed ${process.env.LICET_TEST_SEED} (${seconds} s), ${kills()} kills so far`,
  );
  if (status === 0) continue;
  failed += 1;
  console.log(output.trimEnd());
}
console.log(`\n${kills()} kills. ${rounds - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** The tests write a line for each process that they killed. */
function kills() {
  try {
    return readFileSync(process.env.LICET_TEST_KILLS, 'utf8').split('\n').length - 1;
  } catch {
    return 0; // nobody was killed yet
  }
}
