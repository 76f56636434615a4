import path from 'node:path';
import { importsOf, type SourceFile } from './source-tree.ts';

/** Each feature imports from itself and from those before it, and from no other. */
export const featureOrder = [
  'shared',
  'platform',
  'custom-attributes',
  'accounts',
  'settings',
  'notifications',
  'jobs',
  'catalog',
  'entitlements',
  'payment-plans',
  'bulk',
  'activation',
  'lifecycle',
  'renewals',
  'version-upgrades',
  'instalments',
  'search',
  'overview',
  'sign-in',
  'exchange',
  'demo',
] as const;

const doors = ['api', 'soap', 'cli', 'schedule'];

/** Packages that compute with nothing but what they are given. Everything else has no place in shared/. */
const purePackages = ['temporal-polyfill', 'zod'];

/** Each import that goes against the direction, as `file:line reason`. */
export function importsAgainstTheDirection(files: readonly SourceFile[]): string[] {
  return files.filter(({ path: file }) => isBound(file)).flatMap((file) => violationsOf(file));
}

/** Each relative import of a file that is not there. `known` holds the paths of all files. */
export function importsOfNothing(files: readonly SourceFile[], known: ReadonlySet<string>): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap(({ specifier, line }) => {
      const target = specifier === undefined ? undefined : resolveImport(file.path, specifier);
      return target === undefined || known.has(target) ? [] : [`${file.path}:${line} ${target} does not exist`];
    }),
  );
}

/** Each circle of imports once, as `a -> b -> a`. Type imports count: who needs each other's types is one thing. */
export function importCircles(files: readonly SourceFile[]): string[] {
  const graph = new Map(files.map((file) => [file.path, targetsOf(file)]));
  const circles = new Set<string>();
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) circles.add([...trail.slice(trail.indexOf(file)), file].join(' -> '));
    if (trail.includes(file) || finished.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return [...circles];
}

function violationsOf(file: SourceFile): string[] {
  return importsOf(file).flatMap(({ specifier, line }) => {
    const reason =
      specifier === undefined
        ? 'computes what it imports, so nobody can check the direction'
        : reasonAgainst(file.path, specifier);
    return reason === undefined ? [] : [`${file.path}:${line} ${reason}`];
  });
}

/** The first rule that the import breaks, or undefined. */
function reasonAgainst(importer: string, specifier: string): string | undefined {
  const target = resolveImport(importer, specifier);
  if (target === undefined) return reasonAgainstPackage(importer, specifier);
  const rules = [reasonOfPurity, reasonOfPortals, reasonOfDoors, reasonOfOrder, reasonOfTechnologies];
  for (const rule of rules) {
    const reason = rule(importer, target);
    if (reason !== undefined) return `imports ${target}: ${reason}`;
  }
  return undefined;
}

function reasonAgainstPackage(importer: string, name: string): string | undefined {
  if (isRule(importer)) return `imports ${name}: rules import only rules and shared/`;
  if (zoneOf(importer) === 'shared' && !purePackages.includes(name))
    return `imports ${name}: shared/ imports only ${purePackages.join(', ')}`;
  return undefined;
}

function reasonOfPurity(importer: string, target: string): string | undefined {
  const isPure = isRule(target) || zoneOf(target) === 'shared';
  return isRule(importer) && !isPure ? 'rules import only rules and shared/' : undefined;
}

function reasonOfPortals(importer: string, target: string): string | undefined {
  if (zoneOf(target) === 'portals' && zoneOf(importer) !== 'portals') return 'only portals import portals';
  if (zoneOf(importer) !== 'portals' || zoneOf(target) === 'portals') return undefined;
  const isPure = isRule(target) || zoneOf(target) === 'shared';
  return isPure ? undefined : 'portals import the generated API client, rules and shared/, nothing else';
}

function reasonOfDoors(importer: string, target: string): string | undefined {
  const from = zoneOf(importer);
  const to = zoneOf(target);
  if (to === 'server')
    return from === 'server' || from === 'cli' ? undefined : 'only cli/ imports the composition root';
  if (doors.includes(to) && from !== to && from !== 'server' && from !== 'cli')
    return 'only server.ts and cli/ import a door';
  if (!doors.includes(from)) return undefined;
  if (target.endsWith('-store.ts')) return 'doors call operations, never a store';
  return /^src\/platform\/database\b/.test(target) ? 'doors call operations, never the database' : undefined;
}

function reasonOfOrder(importer: string, target: string): string | undefined {
  const [from, to] = [zoneOf(importer), zoneOf(target)];
  const unknown = [from, to].find((zone) => !zones.includes(zone));
  if (unknown !== undefined) return `${unknown} has no place yet in featureOrder of test/architecture/directions.ts`;
  const isUphill = zones.indexOf(to) > zones.indexOf(from);
  return isUphill && !doors.includes(from) ? `${to} is not to the left of ${from}` : undefined;
}

function reasonOfTechnologies(importer: string, target: string): string | undefined {
  const folder = 'src/activation/technologies/';
  const isTechnology = target.startsWith(folder) && target !== `${folder}index.ts`;
  return isTechnology && !importer.startsWith(folder)
    ? 'only activation/technologies/index.ts knows the technologies'
    : undefined;
}

const zones: readonly string[] = [...featureOrder, ...doors, 'server', 'portals'];

/** The feature, door or other place that a path belongs to. */
function zoneOf(file: string): string {
  if (file.startsWith('portals/')) return 'portals';
  if (/^src\/server(-[a-z0-9-]+)?\.ts$/.test(file)) return 'server';
  return /^src\/([^/]+?)(\.ts)?(\/|$)/.exec(file)?.[1] ?? file;
}

const isRule = (file: string): boolean => /^src\/[^/]+\/rules\//.test(file);

/** Tests and tools may import what they like. */
const isBound = (file: string): boolean => /^(src|portals)\//.test(file) && !/\.test\.tsx?$/.test(file);

function targetsOf(file: SourceFile): string[] {
  return importsOf(file).flatMap(({ specifier }) => {
    const target = specifier === undefined ? undefined : resolveImport(file.path, specifier);
    return target === undefined ? [] : [target];
  });
}

/** The path from the project's root, or undefined for a package. */
function resolveImport(importer: string, specifier: string): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return undefined;
  return path.posix.join(path.posix.dirname(importer), specifier);
}
