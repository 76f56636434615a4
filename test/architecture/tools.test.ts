// The compiler and the linter keep some of the rules. Each planted mistake here proves that the configuration, copied
// as it is, really finds it: the same tree passes without the mistake.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const purePeriod = `export const isOver = (lastDay: string, today: string): boolean => lastDay < today;\n`;

describe('the compile of the rules alone', () => {
  test('passes where rules only compute', async () => {
    expect(await compileRules(purePeriod)).toEqual({ status: 0, output: '' });
  });

  test.each([
    ['process', 'export const home = process.env;\n'],
    ['document', 'export const title = document.title;\n'],
    ['fetch', `export const answer = fetch('https://example.org');\n`],
    ['setTimeout', 'setTimeout(() => undefined, 1);\n'],
    ['node:fs', `export { readFileSync } from 'node:fs';\n`],
  ])('fails where a rule reaches for %s', async (name, mistake) => {
    const { status, output } = await compileRules(purePeriod + mistake);
    expect(status).not.toBe(0);
    expect(output).toMatch(new RegExp(`src/planted-feature/rules/period.ts.*error.*'${name}'`));
  });
});

describe('the linter', () => {
  test('passes a clean rule and a clean operation', async () => {
    expect(await lint({ rule: purePeriod, operation: `export const name = 'a';\n` })).toMatchObject({ status: 0 });
  });

  test.each([
    ['new Date in a rule', { rule: 'export const now = new Date();\n' }, 'no-restricted-globals'],
    ['Date.now in a rule', { rule: 'export const now = Date.now();\n' }, 'no-restricted'],
    ['Math.random in a rule', { rule: 'export const dice = Math.random();\n' }, 'no-restricted-properties'],
    ['a promise that nobody awaits', { operation: `Promise.resolve(1).then(String);\n` }, 'no-floating-promises'],
    ['any', { operation: 'export const a = (b: any): unknown => b;\n' }, 'no-explicit-any'],
    ['a non-null assertion', { operation: 'export const a = (b?: string): string => b!;\n' }, 'no-non-null-assertion'],
    ['a narrowing cast', { operation: `export const a = (b: string) => b as 'c';\n` }, 'no-unsafe-type-assertion'],
    ['something unused', { operation: 'const a = 1;\nexport {};\n' }, 'no-unused-vars'],
    ['console in an operation', { operation: `console.log('a');\n` }, 'no-console'],
    ['a file of 301 lines', { operation: '// line\n'.repeat(300) + 'export {};\n' }, 'max-lines'],
    [
      'a function of 51 lines',
      { operation: `export function a(): void {\n${'  String(1);\n'.repeat(49)}}\n` },
      'max-lines-per-function',
    ],
    ['a name that is not in kebab-case', { operation: 'export {};\n', name: 'operationOfMine' }, 'filename-case'],
  ])('finds %s', async (_name, planted, rule) => {
    const { status, output } = await lint(planted);
    expect(status).not.toBe(0);
    expect(output).toContain(rule);
  });
});

async function compileRules(source: string) {
  const folder = plant({ 'src/planted-feature/rules/period.ts': source });
  return run('typescript/bin/tsc', ['-p', 'tsconfig.rules.json', '--pretty', 'false'], folder);
}

async function lint({ rule = purePeriod, operation = 'export {};\n', name = 'gadget-operations' }) {
  const folder = plant({
    'src/gadgets/rules/period.ts': rule,
    [`src/gadgets/${name}.ts`]: operation,
  });
  return run('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '--format=unix'], folder);
}

function plant(sources: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'licet-planted-'));
  folders.push(folder);
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.rules.json', '.oxlintrc.json'])
    copyFileSync(path.join(root, name), path.join(folder, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [name, source] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), source);
  }
  return folder;
}

function run(tool: string, args: readonly string[], cwd: string): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [path.join(root, 'node_modules', tool), ...args],
      { cwd, timeout: 20_000 },
      (_error, out, err) => {
        resolve({ status: child.exitCode ?? 1, output: out + err });
      },
    );
  });
}
