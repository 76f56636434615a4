import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

/** A source file by its path from the project's root, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
}

export interface Import {
  /** As written; undefined where a dynamic import computes it. */
  readonly specifier: string | undefined;
  readonly line: number;
}

/** Every TypeScript file below the folders that exist. */
export function readSourceTree(root: string, folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => filesBelow(path.join(root, folder)))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({
      path: path.relative(root, file).replaceAll(path.sep, '/'),
      source: readFileSync(file, 'utf8'),
    }));
}

/** What the file imports or exports from elsewhere: statically, for the side effect, for types and dynamically. */
export function importsOf({ path: file, source }: SourceFile): Import[] {
  const { module } = parse(file, source);
  const at = (offset: number) => source.slice(0, offset).split('\n').length;
  const exported = module.staticExports.flatMap(({ entries }) => entries).map(({ moduleRequest }) => moduleRequest);
  const fixed = [...module.staticImports.map(({ moduleRequest }) => moduleRequest), ...exported].flatMap((request) =>
    request ? [{ specifier: request.value, line: at(request.start) }] : [],
  );
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    specifier: literal(source.slice(start, end)),
    line: at(start),
  }));
  return [...fixed, ...dynamic];
}

/** The nodes of the syntax tree, outermost first, each with its line. */
export function* nodesOf({ path: file, source }: SourceFile): Generator<Node> {
  yield* walk(parse(file, source).program, (offset) => source.slice(0, offset).split('\n').length);
}

export interface Node {
  readonly type: string;
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

function* walk(value: unknown, lineAt: (offset: number) => number): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* walk(each, lineAt);
  if (!isRecord(value) || Array.isArray(value)) return;
  if (typeof value['type'] === 'string' && typeof value['start'] === 'number')
    yield { type: value['type'], line: lineAt(value['start']), fields: value };
  for (const each of Object.values(value)) yield* walk(each, lineAt);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parse(file: string, source: string): ReturnType<typeof parseSync> {
  const parsed = parseSync(file, source);
  if (parsed.errors.length > 0) throw new Error(`${file} does not parse: ${parsed.errors[0]?.message}`);
  return parsed;
}

function literal(code: string): string | undefined {
  return /^(['"`])([^'"`$]*)\1$/.exec(code.trim())?.[2];
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (entry.name === 'node_modules' || entry.name === 'planted') return [];
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(full) : [full];
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
