// npm start: installs what is missing and serves, with the demo producer in an empty database unless LICET_DEMO=0.
import { installOrExplain } from './install-if-missing.mjs';
import { becomeLicet } from './project-node.mjs';

await installOrExplain({ forTests: false });
becomeLicet(['serve', ...process.argv.slice(2)], { LICET_DEMO: process.env['LICET_DEMO'] ?? '1' });
