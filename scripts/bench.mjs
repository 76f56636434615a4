// npm run bench -- ...: installs what is missing and runs the benches with the project's Node. Plain JavaScript, as it has to
// start on whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installOrExplain } from './install-if-missing.mjs';
import { nodeFlags, projectNode } from './project-node.mjs';
import { root } from './root.mjs';

await installOrExplain({ forTests: true });
const { status } = spawnSync(projectNode(), [...nodeFlags, join(root, 'bench', 'run.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
