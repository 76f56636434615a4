import type { Database } from '../platform/database.ts';
import { isWhole, selectSeenItems, type Sight } from './sight.ts';

/** An item that names others by their activation IDs. */
interface Naming {
  readonly entity: { readonly parentActivationId: string | null; readonly covers?: readonly string[] };
}

/** Items that name only others which may be seen. Whoever sees every state and every product line gets all names. */
export async function withSeenNames<Item extends Naming>(
  reader: Database,
  sight: Sight,
  items: readonly Item[],
): Promise<readonly Item[]> {
  if (isWhole(sight)) return items;
  const named = items.flatMap(({ entity }) => [entity.parentActivationId ?? [], entity.covers ?? []].flat());
  if (named.length === 0) return items;
  const seen = await selectSeenItems(reader, sight, named);
  const orNull = (name: string | null): string | null => (name !== null && seen.has(name) ? name : null);
  return items.map((item) => {
    const { parentActivationId, covers } = item.entity;
    const names = covers === undefined ? {} : { covers: covers.filter((one) => seen.has(one)) };
    return { ...item, entity: { ...item.entity, parentActivationId: orNull(parentActivationId), ...names } };
  });
}
