import { withLicet } from './command.ts';
import { printJson, printLines } from './output.ts';

/** `licet migrate`. */
export async function migrate(options: { readonly json?: boolean }): Promise<void> {
  const applied = await withLicet(async (licet) => licet.applied, { migrate: true });
  if (options.json === true) printJson({ applied });
  else printLines(applied.length === 0 ? 'The schema is current.' : `Applied ${applied.join(', ')}.`);
}
