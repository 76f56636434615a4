import type { Database } from '../platform/database.ts';
import type { Json } from '../shared/vocabulary.ts';
import { selectSeenItems, type Sight } from './sight.ts';

/** A change of an item on record. */
interface Told {
  readonly before: Json;
  readonly after: Json;
}

/** Changes on record that name only other items which may be seen. Whoever sees every product line gets them as they are. */
export async function withSeenNamesOnRecord<Change extends Told>(
  reader: Database,
  sight: Sight,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  if (sight.productLines.all) return changes;
  const named = changes.flatMap(({ before, after }) => [...namesIn(before), ...namesIn(after)]);
  const seen = named.length === 0 ? new Set<string>() : await selectSeenItems(reader, sight, named);
  return changes.map((change) => ({
    ...change,
    before: withNames(change.before, seen),
    after: withNames(change.after, seen),
  }));
}

function namesIn(fields: Json): readonly string[] {
  if (!isFields(fields)) return [];
  const { covers, parentActivationId } = fields;
  return [covers, parentActivationId].flat().filter((name) => typeof name === 'string');
}

function withNames(fields: Json, seen: ReadonlySet<string>): Json {
  if (!isFields(fields)) return fields;
  const { covers, parentActivationId } = fields;
  const isSeen = (name: Json | undefined) => typeof name === 'string' && seen.has(name);
  return {
    ...fields,
    ...(Array.isArray(covers) ? { covers: covers.filter(isSeen) } : {}),
    ...(typeof parentActivationId === 'string' && !isSeen(parentActivationId) ? { parentActivationId: null } : {}),
  };
}

function isFields(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
