// npm run soak -- crash [rounds]: kills processes at random moments of imports, jobs and delivery, hundreds of times, with
// another seed each round. A round that fails says which seed shows it again.
import { installOrExplain } from './install-if-missing.mjs';
import { run } from './run-tool.mjs';

const soaks = { crash: ['test/journeys/killed-processes.test.ts', 'test/journeys/killed-mailer.test.ts'] };
const killsInRound = 12;

const [name = '', given = '20'] = process.argv.slice(2);
const files = soaks[name];
const rounds = Number(given);
if (files === undefined || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`Use: npm run soak -- ${Object.keys(soaks).join(' | ')} [rounds]`);
  process.exit(2);
}
await installOrExplain({ forTests: true });
let failed = 0;
for (let round = 1; round <= rounds; round++) {
  process.env.LICET_TEST_SEED = String(Math.floor(Math.random() * 1_000_000));
  const { status, output, seconds } = await run('vitest/vitest.mjs', ['run', ...files]);
  const result = status === 0 ? 'ok    ' : 'FAILED';
  console.log(`${result}  round ${round} of ${rounds}, seed ${process.env.LICET_TEST_SEED} (${seconds} s)`);
  if (status === 0) continue;
  failed += 1;
  console.log(output.trimEnd());
}
console.log(`\nAbout ${rounds * killsInRound} kills. ${rounds - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
