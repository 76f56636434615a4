import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importCircles, importsAgainstTheDirection, importsOfNothing } from './directions.ts';
import { filesTooLong, impurities, namesThatSayNothing } from './shape.ts';
import { readSourceTree, type SourceFile } from './source-tree.ts';

const root = path.resolve(import.meta.dirname, '../..');
const files = readSourceTree(root, ['src', 'portals', 'test', 'bench']);
const product = files.filter(({ path: file }) => /^(src|portals)\//.test(file));

/** One planted file, or several, by their paths. */
function planted(sources: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(sources).map(([file, source]) => ({ path: file, source }));
}

describe('the source tree', () => {
  test('is read at all', () => {
    expect(product.length).toBeGreaterThan(10);
  });

  test('imports in one direction only', () => {
    expect(importsAgainstTheDirection(product)).toEqual([]);
  });

  test('has no circle of imports', () => {
    expect(importCircles(product)).toEqual([]);
  });

  test('imports only files that exist, tests too', () => {
    const targets = new Set(files.map(({ path: file }) => file));
    const missing = importsOfNothing(files, targets).filter((line) => !existsSync(path.join(root, lineTarget(line))));
    expect(missing).toEqual([]);
  });

  test('has no file of more than 300 lines', () => {
    expect(filesTooLong(files)).toEqual([]);
  });

  test('has no name that says nothing', () => {
    expect(namesThatSayNothing(files.map(({ path: file }) => file))).toEqual([]);
  });

  test('asks in its rules neither the clock nor the dice, and waits for nothing', () => {
    expect(impurities(product)).toEqual([]);
  });
});

const lineTarget = (line: string): string => line.split(' ')[1] ?? '';

describe('a planted import against the direction is found when', () => {
  const cases: [name: string, file: string, source: string, reason: RegExp][] = [
    [
      'a feature looks to its right',
      'src/accounts/account-operations.ts',
      `import { a } from '../catalog/a.ts';`,
      /catalog is not to the left of accounts/,
    ],
    [
      'it is hidden in an export',
      'src/accounts/account-operations.ts',
      `export * from '../renewals/a.ts';`,
      /not to the left/,
    ],
    [
      'it is for types only',
      'src/accounts/account-operations.ts',
      `import type { A } from '../renewals/a.ts';`,
      /not to the left/,
    ],
    [
      'it is for its side effect',
      'src/accounts/account-operations.ts',
      `import '../renewals/a.ts';`,
      /not to the left/,
    ],
    [
      'it is dynamic',
      'src/accounts/account-operations.ts',
      `export const a = () => import('../renewals/a.ts');`,
      /not to the left/,
    ],
    [
      'it is computed',
      'src/accounts/account-operations.ts',
      `export const a = (b: string) => import(b);`,
      /computes what it imports/,
    ],
    [
      'a feature knows a door',
      'src/demo/demo-data.ts',
      `import { a } from '../api/http-server.ts';`,
      /only server.ts and cli/,
    ],
    [
      'a door knows another door',
      'src/soap/soap-server.ts',
      `import { a } from '../api/http-server.ts';`,
      /only server.ts and cli/,
    ],
    ['a feature knows the composition root', 'src/demo/demo-data.ts', `import { a } from '../server.ts';`, /only cli/],
    ['a door knows the composition root', 'src/api/http-server.ts', `import { a } from '../server.ts';`, /only cli/],
    [
      'a door reads a store',
      'src/api/account-routes.ts',
      `import { a } from '../accounts/account-store.ts';`,
      /never a store/,
    ],
    [
      'the command line reads a store',
      'src/cli/main.ts',
      `import { a } from '../accounts/account-store.ts';`,
      /never a store/,
    ],
    [
      'a door reads the database',
      'src/schedule.ts',
      `import { a } from './platform/database.ts';`,
      /never the database/,
    ],
    [
      'a rule calls an operation',
      'src/renewals/rules/notices.ts',
      `import { a } from '../renewal-operations.ts';`,
      /rules import only/,
    ],
    [
      'a rule uses a module of Node',
      'src/renewals/rules/notices.ts',
      `import { a } from 'node:fs';`,
      /rules import only/,
    ],
    [
      'a rule looks to its right',
      'src/accounts/rules/account.ts',
      `import { a } from '../../catalog/rules/product.ts';`,
      /not to the left/,
    ],
    [
      'shared knows a feature',
      'src/shared/day.ts',
      `import { a } from '../platform/clock.ts';`,
      /not to the left of shared/,
    ],
    ['shared uses a package that is not pure', 'src/shared/day.ts', `import { a } from 'pg';`, /shared\/ imports only/],
    [
      'a portal calls an operation',
      'portals/producer/Accounts.tsx',
      `import { a } from '../../src/accounts/account-operations.ts';`,
      /portals import/,
    ],
    ['the server knows a portal', 'src/server.ts', `import { a } from '../portals/shared/a.ts';`, /only portals/],
    [
      'a folder has no place in the order',
      'src/accounts/account-operations.ts',
      `import { a } from '../gadgets/a.ts';`,
      /gadgets has no place yet/,
    ],
    [
      'somebody knows a license technology by name',
      'src/activation/activation-operations.ts',
      `import { a } from './technologies/embedded.ts';`,
      /only activation\/technologies\/index.ts/,
    ],
  ];

  test.each(cases)('%s', (_name, file, source, reason) => {
    expect(importsAgainstTheDirection(planted({ [file]: `\n${source}` }))).toEqual([
      expect.stringMatching(new RegExp(`^${file}:2 .*${reason.source}`)),
    ]);
  });
});

describe('an import along the direction is allowed when', () => {
  test.each([
    [
      'a feature looks to its left',
      'src/renewals/renewal-jobs.ts',
      `import { a } from '../entitlements/entitlement-store.ts';`,
    ],
    [
      'a door calls an operation',
      'src/api/account-routes.ts',
      `import { a } from '../accounts/account-operations.ts';`,
    ],
    ['the command line starts the server', 'src/cli/main.ts', `import { a } from '../server.ts';`],
    [
      'the composition root knows a door and a store',
      'src/server-doors.ts',
      `import './api/http-server.ts'; import './accounts/account-store.ts';`,
    ],
    [
      'a portal asks a rule',
      'portals/producer/Accounts.tsx',
      `import { a } from '../../src/accounts/rules/account.ts';`,
    ],
    [
      'a test plants data from anywhere',
      'src/accounts/account-store.test.ts',
      `import { a } from '../demo/demo-data.ts';`,
    ],
    [
      'it is only spoken of',
      'src/accounts/account-operations.ts',
      `// import { a } from '../demo/a.ts'\nexport const text = "import '../demo/a.ts'";`,
    ],
  ])('%s', (_name, file, source) => {
    expect(importsAgainstTheDirection(planted({ [file]: source }))).toEqual([]);
  });
});

describe('planted mistakes of another kind are found:', () => {
  test('a circle of three files', () => {
    const circle = planted({
      'src/bulk/a.ts': `import { b } from './b.ts';`,
      'src/bulk/b.ts': `import { c } from './c.ts';`,
      'src/bulk/c.ts': `import type { a } from './a.ts';`,
    });
    expect(importCircles(circle)).toEqual(['src/bulk/a.ts -> src/bulk/b.ts -> src/bulk/c.ts -> src/bulk/a.ts']);
  });

  test('an import of a file that is not there', () => {
    const lost = planted({ 'src/bulk/a.test.ts': `import { b } from './b.ts';` });
    expect(importsOfNothing(lost, new Set(['src/bulk/a.test.ts']))).toEqual([
      'src/bulk/a.test.ts:1 src/bulk/b.ts does not exist',
    ]);
  });

  test('a file of 301 lines', () => {
    expect(filesTooLong(planted({ 'src/bulk/a.ts': 'x;\n'.repeat(301), 'src/bulk/b.ts': 'x;\n'.repeat(300) }))).toEqual(
      ['src/bulk/a.ts has 301 lines'],
    );
  });

  test.each(['utils.ts', 'date-helpers.ts', 'common/day.ts', 'misc.ts', 'job-manager.ts', 'base-store.ts'])(
    'the name %s',
    (name) => {
      expect(namesThatSayNothing([`src/bulk/${name}`, 'src/bulk/database.ts'])).toEqual([`src/bulk/${name}`]);
    },
  );

  test.each([
    ['async', 'export async function a() {}'],
    ['async', 'export const a = async () => 1;'],
    ['await', 'for (const a of [1]) { await a; }'],
    ['new Date', 'export const a = new Date();'],
    ['Date.now', 'export const a = Date.now();'],
    ['Date.now', `export const a = Date['now'];`],
    ['Math.random', 'export const a = Math.random();'],
    ['Temporal.Now', 'export const a = Temporal.Now.plainDateISO();'],
  ])('%s in a rule that says `%s`', (name, source) => {
    expect(impurities(planted({ 'src/bulk/rules/a.ts': source, 'src/bulk/a.ts': source }))).toEqual([
      `src/bulk/rules/a.ts:1 ${name}`,
    ]);
  });
});
