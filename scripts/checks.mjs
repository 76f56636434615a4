import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** What `npm run check` asks besides the tests, in the order in which it is shown. */
export function checks() {
  return [
    { name: 'format', tool: 'oxfmt/bin/oxfmt', args: ['--check', '.'] },
    ...typeChecks().map(({ name, config }) => ({ name, tool: 'typescript/bin/tsc', args: ['-p', config] })),
    { name: 'lint', tool: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  ];
}

function typeChecks() {
  return [
    { name: 'types', config: 'tsconfig.json' },
    { name: 'types of the rules, without Node and DOM', config: 'tsconfig.rules.json' },
    { name: 'types of the portals', config: 'portals/tsconfig.json' },
  ].filter(({ config }) => !config.startsWith('portals/') || existsSync(join(root, config)));
}
