import type { CustomAttributeEntity } from '../../../src/shared/vocabulary.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';

export type Definition = ItemOf<'listCustomAttributes'>;

/** As many as there can be of one entity. */
const definitionsMax = 200;

/** The custom attributes of an entity, and whether records may have others beside them. */
export function useDefinitions(entity: CustomAttributeEntity) {
  // Whoever fills in a form must not see its fields change; definitions change hardly ever.
  return useApi('listCustomAttributes', { query: { entity, limit: definitionsMax } }, { staleTime: 60_000 });
}
