import { authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, inTransaction, updateRows, type Reader, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { alteration, type Recorded } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import { rowOf } from '../platform/row-of.ts';
import type { Reason } from '../shared/decision.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { CatalogState } from '../shared/vocabulary.ts';
import type { CatalogStateChange } from './catalog-schemas.ts';
import { selectDraftParts } from './catalog-draft-store.ts';
import { planCatalogState, type CatalogEntity, type CatalogStatePlan } from './rules/catalog-states.ts';

export interface StateChangeOptions {
  /** answer the plan and write nothing */
  readonly preview?: boolean | undefined;
  /** refuse with `stale_version` where this is not the record version any more */
  readonly expectedVersion?: number | undefined;
}

/** One kind of stateful catalog entity: who may change it, how it is read, and what refers to it. */
export interface StatefulKind<Entity extends { readonly state: CatalogState }> {
  readonly entity: CatalogEntity['entity'];
  readonly words: string;
  readonly permission: Permission;
  readonly select: (
    transaction: Transaction,
    key: string,
    options: { readonly lock: boolean },
  ) => Promise<Recorded<Entity> | undefined>;
  /** throws `not_found` for what the actor does not see of all that there is */
  readonly requireSeen?: (reader: Reader, key: string) => Promise<void>;
  readonly selectReferences: (transaction: Transaction, id: number) => Promise<readonly string[]>;
  /** what speaks against the change beside the table of the states */
  readonly reasonsAgainst?: (
    transaction: Transaction,
    stored: Recorded<Entity>,
    to: CatalogState,
    options: { readonly lock: boolean },
  ) => Promise<readonly Reason[]>;
}

/**
 * Changes the state of a catalog entity; what is deployed takes the drafts that it holds along, but no license model. Throws
 * `not_found`, `stale_version`, or `refused` with every reason.
 */
export async function changeCatalogState<Entity extends { readonly state: CatalogState }>(
  app: App,
  actor: Actor,
  kind: StatefulKind<Entity>,
  key: string,
  request: CatalogStateChange & StateChangeOptions,
): Promise<{ readonly plan: CatalogStatePlan } | { readonly changed: Recorded<Entity> }> {
  authoriseEverywhere(actor, kind.permission);
  if (request.preview === true) {
    const { plan } = await inSnapshot(app.database, (reader) =>
      planChange(reader, kind, key, request, { lock: false }),
    );
    return { plan };
  }
  return inTransaction(app.database, async (transaction) => {
    const { plan, rowOfChanged } = await planChange(transaction, kind, key, request, { lock: true });
    await saveChanges(transaction, actor, plan, rowOfChanged, request.reason ?? undefined);
    const changed = await kind.select(transaction, key, { lock: false });
    if (changed === undefined) throw notFound(kind.words, key);
    return { changed };
  });
}

type RowOf = (entity: CatalogEntity) => number;

async function planChange<Entity extends { readonly state: CatalogState }>(
  transaction: Transaction,
  kind: StatefulKind<Entity>,
  key: string,
  { state: to, expectedVersion }: CatalogStateChange & StateChangeOptions,
  options: { readonly lock: boolean },
): Promise<{ readonly plan: CatalogStatePlan; readonly rowOfChanged: RowOf }> {
  await kind.requireSeen?.(transaction, key);
  const found = await kind.select(transaction, key, options);
  if (found === undefined) throw notFound(kind.words, key);
  requireVersion(kind.words, key, found.version, expectedVersion);
  const holder = { entity: kind.entity, id: found.id };
  const drafts = to === 'deployed' ? await selectDraftParts(transaction, holder, options) : [];
  const inUse = to === 'draft' ? await kind.selectReferences(transaction, found.id) : [];
  const decision = planCatalogState({ entity: kind.entity, key, state: found.entity.state, inUse, drafts }, to);
  const others = (await kind.reasonsAgainst?.(transaction, found, to, options)) ?? [];
  if (!decision.allowed) throw refusal([...decision.reasons, ...others]);
  if (others.length > 0) throw refusal(others);
  const rows = new Map([{ ...holder, key }, ...drafts].map((one) => [nameOf(one), one.id]));
  const rowOfChanged: RowOf = (one) => rowOf(rows, nameOf(one));
  return { plan: decision.plan, rowOfChanged };
}

function nameOf({ entity, key }: CatalogEntity): string {
  return `${entity} ${key}`;
}

// A feature and a product have a version of their own (docs/decisions/0005).
const versionColumns = {
  feature: 'recordVersion',
  featureBundle: 'version',
  licenseModel: 'version',
  licenseTechnology: 'version',
  product: 'recordVersion',
} as const;

async function saveChanges(
  transaction: Transaction,
  actor: Actor,
  { changes }: CatalogStatePlan,
  rowOfChanged: RowOf,
  reason: string | undefined,
): Promise<void> {
  for (const [table, same] of Map.groupBy(changes, (change) => change.entity))
    await updateRows(
      transaction,
      table,
      versionColumns[table],
      same.map((change) => ({ id: rowOfChanged(change), state: change.to, updatedBy: actor.name })),
    );
  await recordHistory(
    transaction,
    actor,
    changes.map((change) => {
      const { entity, key, from, to } = change;
      return { ...alteration(entity, rowOfChanged(change), key, { state: from }, { state: to }), reason };
    }),
  );
}
