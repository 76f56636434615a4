import type { Bench } from './bench.ts';
import { coldStart } from './cold-start.ts';
import { entitlementPage } from './entitlement-page.ts';
import { expiringPlan } from './expiring-plan.ts';
import { expiringRun } from './expiring-run.ts';
import { growth } from './growth.ts';
import { importFile } from './import.ts';
import { mailRender } from './mail-render.ts';
import { memory } from './memory.ts';

/** Every bench, in the order of `quality.md`. */
export const benches: readonly Bench[] = [
  expiringPlan,
  expiringRun,
  mailRender,
  importFile,
  growth,
  memory,
  coldStart,
  entitlementPage,
];
