import { loadDemo } from '../demo/demo-data.ts';
import { withLicet } from './command.ts';
import { printJson, printLines } from './output.ts';

/** `licet demo`: loads the demo producer into an empty database; does nothing to one that is in use. */
export async function loadDemoCommand(options: { readonly json?: boolean }): Promise<void> {
  await withLicet(async ({ app }) => {
    const loaded = await loadDemo(app);
    if (options.json === true) printJson({ loaded });
    else
      printLines(
        loaded ? 'The demo producer was loaded.' : 'The database is not empty, so the demo producer was not loaded.',
      );
  });
}
