import type { Bench } from './bench.ts';
import { measureMemory } from './memory.ts';
import type { Size } from './dataset.ts';

/** The run on ten times the data, against ten times the run: shown is how many runs on the smaller data the larger one takes. */
export const growth: Bench = {
  name: 'growth',
  title: 'run of Expiring Entitlements on ten times the data',
  baselineTitle: 'the same run on the data set before it',
  unit: 'x',
  budget: 11,
  measure: async (site, { size, smoke }) => {
    const [smaller, larger] = steps[size];
    const [few, many] = [[] as Memory[], [] as Memory[]];
    for (let round = 0; round < (smoke ? 1 : 3); round++) {
      few.push(await measureMemory(site, smaller, 'run', smoke));
      many.push(await measureMemory(site, larger, 'run', smoke));
    }
    const peak = (samples: readonly Memory[]): number => Math.max(...samples.map((sample) => sample.peak));
    const memoryGrowth = peak(many) / peak(few);
    return {
      elseOk: memoryGrowth <= 1.2,
      measured: many.map(({ milliseconds }) => milliseconds),
      baseline: few.map(({ milliseconds }) => milliseconds),
      remarks: [
        `from ${smaller} to ${larger}`,
        `peak memory x ${memoryGrowth.toFixed(2)}, at most 1.2`,
        'median of 3, each in a fresh process',
      ],
    };
  },
};

const steps: Readonly<Record<Size, readonly [Size, Size]>> = {
  tiny: ['tiny', 'S'],
  S: ['tiny', 'S'],
  M: ['S', 'M'],
  L: ['M', 'L'],
};

type Memory = Awaited<ReturnType<typeof measureMemory>>;
