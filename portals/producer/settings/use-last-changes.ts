import { useApi } from '../../shared/api/queries.ts';
import type { ItemOf } from '../../shared/api/call.ts';

export type SettingChange = ItemOf<'listSettingChanges'>;

/** The last change of each setting that was changed lately. */
export function useLastChanges(): ReadonlyMap<string, SettingChange> {
  const { data } = useApi('listSettingChanges', { query: { limit: 500 } });
  // The newest come first, so they are written last.
  return new Map((data?.items ?? []).toReversed().map((change) => [change.name, change]));
}
