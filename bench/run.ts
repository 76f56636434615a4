import { parseArgs } from 'node:util';
import { median, resultOf, type Bench, type BenchOptions, type Measured } from './bench.ts';
import { openBenchSite } from './bench-site.ts';
import { benches } from './benches.ts';
import { sizes } from './dataset.ts';

const usage = `npm run bench -- [name ...] [--size S|M|L] [--smoke] [--keep folder]
names: ${benches.map(({ name }) => name).join(', ')}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string' }, smoke: { type: 'boolean', default: false }, keep: { type: 'string' } },
});
const size = sizes.find((one) => one === (values.size ?? (values.smoke ? 'tiny' : 'M')));
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (size === undefined || unknown.length > 0) {
  say(usage);
  process.exit(2);
}
const chosen = positionals.length === 0 ? benches : benches.filter(({ name }) => positionals.includes(name));
process.exitCode = (await runBenches(chosen, { size, smoke: values.smoke })) || values.smoke ? 0 : 1;

async function runBenches(wanted: readonly Bench[], options: BenchOptions): Promise<boolean> {
  const site = await openBenchSite(say, values.keep);
  let isOk = true;
  try {
    for (const bench of wanted) {
      const measured = await bench.measure(site, options);
      const result = resultOf(bench, measured);
      isOk &&= result.ok;
      say(tableOf(bench, measured, options));
      console.log(JSON.stringify(result));
    }
  } finally {
    await site.close();
  }
  return isOk;
}

function tableOf(bench: Bench, measured: Measured, { size: of, smoke }: BenchOptions): string {
  const { value, unit, budget, ok } = resultOf(bench, measured);
  const sampleUnit = unit === 'x' ? 'ms' : unit;
  const row = (title: string, samples: readonly number[]): string =>
    `  ${title.padEnd(60)} ${median(samples).toFixed(0).padStart(8)} ${sampleUnit.padEnd(4)} of ${samples.map((sample) => sample.toFixed(0)).join(', ')}`;
  const judged = ok ? 'ok' : 'MISSED';
  const verdict = smoke ? 'not judged' : judged;
  return [
    `\n${bench.name} at ${of}: ${value} ${unit}, at most ${budget} ${unit}: ${verdict}${measured.remarks.map((remark) => `; ${remark}`).join('')}`,
    row(bench.title, measured.measured),
    row(bench.baselineTitle, measured.baseline),
  ].join('\n');
}

/** For people; the lines of JSON have the standard output for themselves. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
