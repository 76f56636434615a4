import { authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Reader, Transaction } from '../platform/database.ts';
import { alteration, inRecordingTransaction, recordAll, type Recorder, type Stored } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import { decide, type Decision } from '../shared/decision.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { Json } from '../shared/vocabulary.ts';

/** What will be changed: the fields that differ. */
export interface CatalogChangePlan {
  readonly before: Json;
  readonly after: Json;
}

export interface ChangeOptions {
  /** answer the plan and write nothing */
  readonly preview?: boolean | undefined;
  /** refuse with `stale_version` where this is not the record version any more */
  readonly expectedVersion?: number | undefined;
}

/** One kind of catalog entity that can be changed: who may, how it is recorded, and what is answered. */
export interface ChangeableKind<Input, Entity extends object, Facts, View> {
  readonly words: string;
  readonly permission: Permission;
  /** asks also what may be changed in the state that it is in */
  readonly recorder: Recorder<Input, Entity, Facts>;
  readonly view: (transaction: Transaction, key: string) => Promise<View>;
  /** throws `not_found` for what the actor does not see of all that there is */
  readonly requireSeen?: (reader: Reader, key: string) => Promise<void>;
}

export interface ChangeRequest<Input, Entity> extends ChangeOptions {
  /** the record with the changes in it */
  readonly changed: (stored: Entity) => Input;
}

/** Changes a catalog entity, through its recorder. Throws `not_found`, `stale_version`, or `refused` with every reason. */
export async function changeCatalogEntity<Input, Entity extends object, Facts, View>(
  app: App,
  actor: Actor,
  kind: ChangeableKind<Input, Entity, Facts, View>,
  key: string,
  { changed, expectedVersion, preview }: ChangeRequest<Input, Entity>,
): Promise<View | CatalogChangePlan> {
  authoriseEverywhere(actor, kind.permission);
  const { recorder, words } = kind;
  return inRecordingTransaction(app.database, async (transaction) => {
    await kind.requireSeen?.(transaction, key);
    const stored = (await recorder.find(transaction, [key])).get(key);
    if (stored === undefined) throw notFound(words, key);
    requireVersion(words, key, stored.version, expectedVersion);
    const record = changed(stored.entity);
    if (preview === true) return allowed(await decideChange(transaction, recorder, stored, record));
    const [outcome] = await recordAll(transaction, actor, recorder, [record], 'update');
    if (outcome?.outcome === 'failed') throw refusal(outcome.reasons);
    return kind.view(transaction, key);
  });
}

async function decideChange<Input, Entity extends object, Facts>(
  transaction: Transaction,
  recorder: Recorder<Input, Entity, Facts>,
  stored: Stored<Entity>,
  record: Input,
): Promise<Decision<CatalogChangePlan>> {
  const given = recorder.complete(record, stored.entity);
  const after = recorder.inStoredOrder?.(given, stored.entity) ?? given;
  const plan = alteration(recorder.entity, stored.id, recorder.keyOf(given), stored.entity, after);
  const isSame = JSON.stringify(plan.after) === '{}';
  const reasons = isSame ? [] : recorder.reasonsAgainst(given, await recorder.learn(transaction, [given]), stored);
  return decide(reasons, () => ({ before: plan.before ?? null, after: plan.after ?? null }));
}

function allowed<Plan>(decision: Decision<Plan>): Plan {
  if (!decision.allowed) throw refusal(decision.reasons);
  return decision.plan;
}
