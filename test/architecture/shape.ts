import { isRecord, nodesOf, type Node, type SourceFile } from './source-tree.ts';

const emptyNames = /(^|[-.])(utils?|helpers?|common|misc|manager|base)([-.]|$)/i;

/** Files and folders whose name says nothing about what is in them. */
export function namesThatSayNothing(paths: readonly string[]): string[] {
  return paths.filter((file) => file.split('/').some((part) => emptyNames.test(part)));
}

// The second one is made by a tool.
const filesWithoutLimit = ['src/platform/tables.ts', 'portals/shared/api/schema.d.ts'];

/** Files of more than 300 lines, blank ones and comments too. */
export function filesTooLong(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !filesWithoutLimit.includes(path))
    .map(({ path, source }) => ({ path, lines: source.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 300)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** Where a rule or shared/ asks the clock, throws dice or waits. Rules are told everything and answer at once. */
export function impurities(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^src\/(shared|[^/]+\/rules)\//.test(path) && !path.endsWith('.test.ts'))
    .flatMap((file) =>
      [...nodesOf(file)].flatMap((node) => {
        const found = impurityOf(node);
        return found === undefined ? [] : [`${file.path}:${node.line} ${found}`];
      }),
    );
}

function impurityOf({ type, fields }: Node): string | undefined {
  if (fields['async'] === true) return 'async';
  if (type === 'AwaitExpression') return 'await';
  if (type === 'NewExpression' && nameOf(fields['callee']) === 'Date') return 'new Date';
  if (type === 'CallExpression' && nameOf(fields['callee']) === 'Date') return 'Date()';
  if (type !== 'MemberExpression') return undefined;
  const member = `${nameOf(fields['object'])}.${nameOf(fields['property'])}`;
  return ['Date.now', 'Math.random', 'Temporal.Now', 'crypto.randomUUID'].includes(member) ? member : undefined;
}

/** Of an identifier, or of the text in `Date['now']`. */
function nameOf(node: unknown): string {
  const name = isRecord(node) ? (node['name'] ?? node['value']) : undefined;
  return typeof name === 'string' ? name : '';
}
