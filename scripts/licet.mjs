// npm run licet -- ...: installs what is missing and runs one command. Its stdout is the command's and nothing else.
import { installOrExplain } from './install-if-missing.mjs';
import { becomeLicet } from './project-node.mjs';

await installOrExplain({ forTests: false });
becomeLicet(process.argv.slice(2));
