import { addresses } from './api/addresses.ts';
import { readThing, type CallOptions, type OperationId } from './api/call.ts';
import { ApiProblem } from './api/problem.ts';

/** True where somebody else has changed the thing since it was read. */
export function isStale(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.code === 'stale_version';
}

/** Reads anew what a request is about: answers its version now; undefined where no operation reads it. */
export async function versionNow<Id extends OperationId>(
  operation: Id,
  path: CallOptions<Id>['path'],
): Promise<number | undefined> {
  const reading = readingOf(operation);
  if (reading === undefined) return undefined;
  const read = await readThing(reading, isRecord(path) ? path : {});
  const thing = new Map<string, unknown>(isRecord(read) ? Object.entries(read) : []);
  // Features and products have versions of their own, so the version of the record has another name there.
  const version = thing.get('recordVersion') ?? thing.get('version');
  return typeof version === 'number' ? version : undefined;
}

/** The operation that reads what another one is about: at its own address, or at the nearest one above. */
export function readingOf(operation: OperationId): OperationId | undefined {
  const parts = addresses[operation][1].split('/');
  const own = readingAt(parts.join('/'));
  if (own !== undefined) return own;
  const last = parts.findLastIndex((part) => part.startsWith('{'));
  return readingAt(parts.slice(0, last + 1).join('/'));
}

function readingAt(path: string): OperationId | undefined {
  return Object.keys(addresses)
    .filter(isOperation)
    .find((id) => addresses[id][0] === 'GET' && addresses[id][1] === path);
}

function isOperation(id: string): id is OperationId {
  return Object.hasOwn(addresses, id);
}

/** The change without the fields that stand as they did at first: where others changed those, that stays. */
export function onlyTyped<Id extends OperationId>(
  operation: Id,
  request: CallOptions<Id>,
  atFirst: CallOptions<Id>['body'],
): CallOptions<Id> {
  const { body } = request;
  // Only a change leaves what it does not name as it is.
  if (addresses[operation][0] !== 'PATCH' || !isRecord(body) || !isRecord(atFirst)) return request;
  const before = new Map<string, unknown>(Object.entries(atFirst));
  const typed = Object.entries(body).filter(([name, value]) => !before.has(name) || !isSame(before.get(name), value));
  return Object.assign({}, request, { body: Object.fromEntries(typed) });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
