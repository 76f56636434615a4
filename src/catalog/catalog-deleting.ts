import { authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Reader, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import type { Recorded } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import type { Reason } from '../shared/decision.ts';
import { asJson } from '../shared/objects.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { CatalogState } from '../shared/vocabulary.ts';
import type { ChangeOptions } from './catalog-changing.ts';
import { reasonsAgainstDeleting } from './rules/catalog-editing.ts';

/** What is deleted, or would be. */
export interface CatalogDeletion {
  readonly deleted: { readonly entity: DeletableTable; readonly key: string };
}

type DeletableTable =
  | 'customAttribute'
  | 'feature'
  | 'featureBundle'
  | 'licenseModel'
  | 'licenseTechnology'
  | 'partNumber'
  | 'product'
  | 'productLine'
  | 'productRelationship';

/** One kind of catalog entity that can be deleted: who may, how it is read, and what speaks against it. */
export interface DeletableKind<Entity extends object> {
  readonly entity: DeletableTable;
  readonly words: string;
  readonly permission: Permission;
  /** the entity; `lock` keeps away other writers, and whoever would refer to it */
  readonly select: (
    transaction: Transaction,
    key: string,
    options: { readonly lock: boolean },
  ) => Promise<Recorded<Entity> | undefined>;
  readonly reasonsAgainst: (transaction: Transaction, stored: Recorded<Entity>) => Promise<readonly Reason[]>;
  /** throws `not_found` for what the actor does not see of all that there is */
  readonly requireSeen?: (reader: Reader, key: string) => Promise<void>;
  /** its key in the history, where that is not the one by which it is asked for */
  readonly keyOf?: (entity: Entity) => string;
}

type SelectReferences = (transaction: Transaction, id: number, max: number) => Promise<readonly string[]>;

// So many are told at once; whoever has dealt with them hears of the next ones.
const referencesMax = 100;

/** What speaks against deleting something: its state, where it has one, and each reference to it. */
export function unlessReferred<Entity extends object>(
  what: string,
  selectReferences: SelectReferences,
  stateOf: (entity: Entity) => CatalogState | undefined,
): DeletableKind<Entity>['reasonsAgainst'] {
  return async (transaction, { id, entity }) => {
    const references = await selectReferences(transaction, id, referencesMax);
    return reasonsAgainstDeleting({ what, state: stateOf(entity), references });
  };
}

/** Deletes a catalog entity. Throws `not_found`, `stale_version`, or `refused` with every reason. */
export async function deleteCatalogEntity<Entity extends object>(
  app: App,
  actor: Actor,
  kind: DeletableKind<Entity>,
  key: string,
  { expectedVersion, preview }: ChangeOptions,
): Promise<CatalogDeletion> {
  authoriseEverywhere(actor, kind.permission);
  const { entity, words } = kind;
  return inTransaction(app.database, async (transaction) => {
    await kind.requireSeen?.(transaction, key);
    const stored = await kind.select(transaction, key, { lock: true });
    if (stored === undefined) throw notFound(words, key);
    requireVersion(words, key, stored.version, expectedVersion);
    const reasons = await kind.reasonsAgainst(transaction, stored);
    if (reasons.length > 0) throw refusal(reasons);
    if (preview !== true) await deleteRow(transaction, actor, kind, key, stored);
    return { deleted: { entity, key } };
  });
}

async function deleteRow<Entity extends object>(
  transaction: Transaction,
  actor: Actor,
  { entity, keyOf }: DeletableKind<Entity>,
  key: string,
  stored: Recorded<Entity>,
): Promise<void> {
  await transaction.deleteFrom(entity).where('id', '=', stored.id).execute();
  const entityKey = keyOf?.(stored.entity) ?? key;
  const before = asJson(stored.entity);
  await recordHistory(transaction, actor, [{ entity, subjectId: stored.id, entityKey, event: 'deleted', before }]);
}
