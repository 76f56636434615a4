// npm run licet -- ...: installs what is missing (and builds the portals, for `serve`) and runs one command. Its stdout is the
// command's and nothing else.
import { installOrExplain } from './install-if-missing.mjs';
import { buildOrExplain } from './build-portals.mjs';
import { becomeLicet } from './project-node.mjs';

await installOrExplain({ forTests: false });
if (process.argv[2] === 'serve') await buildOrExplain();
becomeLicet(process.argv.slice(2));
