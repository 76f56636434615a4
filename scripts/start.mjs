// npm start: installs and builds what is missing and serves, with the demo producer in an empty database unless LICET_DEMO=0.
import { installOrExplain } from './install-if-missing.mjs';
import { buildOrExplain } from './build-portals.mjs';
import { becomeLicet } from './project-node.mjs';

await installOrExplain({ forTests: false });
await buildOrExplain();
becomeLicet(['serve', ...process.argv.slice(2)], { LICET_DEMO: process.env['LICET_DEMO'] ?? '1' });
