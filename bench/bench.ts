import type { BenchSite } from './bench-site.ts';
import type { Size } from './dataset.ts';

/** What a bench was asked to do. */
export interface BenchOptions {
  readonly size: Size;
  /** one round on few rows: proves that the bench works, judges nothing */
  readonly smoke: boolean;
}

/** One row of the table of budgets in `quality.md`. */
export interface Bench {
  readonly name: string;
  readonly title: string;
  readonly baselineTitle: string;
  /** `x`: the median of the measured thing by the median of its baseline; `MiB`: what is beyond the baseline */
  readonly unit: 'x' | 'MiB';
  /** the most that is allowed, in the unit */
  readonly budget: number;
  readonly measure: (site: BenchSite, options: BenchOptions) => Promise<Measured>;
}

/** Samples in the order in which they were taken, in milliseconds or MiB. */
export interface Measured {
  readonly measured: readonly number[];
  readonly baseline: readonly number[];
  /** whether what else the budget asks for holds, where there is more to it */
  readonly elseOk?: boolean;
  readonly remarks: readonly string[];
}

/** The line of JSON that a bench prints. */
export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: Bench['unit'];
  readonly budget: number;
  /** what `value` is measured by: milliseconds, or MiB */
  readonly baseline: number;
  readonly ok: boolean;
}

/** What the samples of a bench come to. */
export function resultOf({ name, unit, budget }: Bench, { measured, baseline, elseOk }: Measured): BenchResult {
  const [middle, by] = [median(measured), median(baseline)];
  const value = rounded(unit === 'x' ? middle / by : middle - by);
  return { name, value, unit, budget, baseline: rounded(by), ok: value <= budget && elseOk !== false };
}

/** Half of the samples are smaller, half are larger. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

interface Alternated {
  /** each answers how many milliseconds it took */
  readonly measured: () => Promise<number>;
  readonly baseline: () => Promise<number>;
  readonly rounds: number;
}

/** Takes samples in turn, so that what disturbs the machine disturbs both. The first round only warms up, where there are more. */
export async function alternate({ measured, baseline, rounds }: Alternated): Promise<Omit<Measured, 'remarks'>> {
  const samples = { measured: [] as number[], baseline: [] as number[] };
  for (let round = rounds > 1 ? 0 : 1; round <= rounds; round++) {
    const [own, by] = [await measured(), await baseline()];
    if (round === 0) continue;
    samples.measured.push(own);
    samples.baseline.push(by);
  }
  return samples;
}

/** How many milliseconds something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
