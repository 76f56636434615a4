import type { Actor } from '../accounts/rules/permissions.ts';
import type { BatchOutcome } from '../platform/batch.ts';
import type { Transaction } from '../platform/database.ts';
import { alteration, decideAll, saveAll } from '../platform/recording.ts';
import type { Reason } from '../shared/decision.ts';
import { refusal } from '../shared/problems.ts';
import type { Day } from '../shared/day.ts';
import type { Json } from '../shared/vocabulary.ts';
import { changingRecorder } from './changing-recorder.ts';
import type { ItemChanges } from './entitlement-schemas.ts';
import { renameRights, selectTakenIds, type Renaming } from './id-renaming.ts';
import { recordOfChanges, reasonsAgainstFields, type AskedChange } from './item-changes.ts';
import { lockItems, requireItem, type ItemTarget } from './item-targets.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';
import { weakerState } from './rules/line-item-states.ts';
import { reasonsAgainstRenaming } from './rules/renaming.ts';
import { learnSoldSight } from './sold-sight.ts';

/** One item that is to be changed. */
export interface ItemChange {
  readonly activationId: string;
  /** undefined: whatever it is */
  readonly kind?: ItemTarget['kind'] | undefined;
  readonly change: ItemChanges;
  readonly expectedVersion?: number | undefined;
}

/** What becomes of an item: its key afterwards, and the fields that differ. */
export interface ItemChangePlan {
  readonly kind: ItemTarget['kind'];
  readonly activationId: string;
  readonly before: Json;
  readonly after: Json;
}

/** How far a change of many goes. */
export interface ChangingOptions {
  /** answers the plans and saves nothing */
  readonly preview: boolean;
  /** saves nothing where anything is refused; else what is not refused */
  readonly atomic: boolean;
  /** the business day: what is past its end holds no copies */
  readonly today: Day;
}

/**
 * Changes many items at once, each named once, in a fixed number of queries. What becomes of each is answered in their order;
 * where everything must be done and something is refused, nothing is saved.
 */
export async function changeItems(
  transaction: Transaction,
  actor: Actor,
  requests: readonly ItemChange[],
  options: ChangingOptions,
): Promise<readonly BatchOutcome<ItemChangePlan>[]> {
  const found = await lockItems(
    transaction,
    actor,
    requests.map((request) => request.activationId),
  );
  const changes = requests.map(({ change }) => change);
  const requireSold = await learnSoldSight(transaction, actor.productLines, changes);
  const rows = requests.map((request) => rowOfChange(request, found.get(request.activationId), requireSold));
  await judgeRenamings(transaction, rows);
  const decided = await judgeChanges(transaction, rows, options);
  const isRefused = rows.some((row) => isOut(row));
  if (!options.preview && !(options.atomic && isRefused)) {
    await saveAll(transaction, actor, decided.recorder, decided);
    await renameRights(transaction, actor, rows.filter((row) => !isOut(row)).flatMap(renamingOf));
  }
  const after = new Map(decided.decisions.flatMap(({ change }) => (change ? [[change.id, change.after]] : [])));
  return rows.map((row) => outcomeOf(row, after));
}

interface ChangeRow {
  readonly request: ItemChange;
  readonly target: ItemTarget | undefined;
  /** why it cannot even be judged: there is no such item, or it is another version of it */
  readonly problem: unknown;
  readonly reasons: Reason[];
}

function rowOfChange(
  request: ItemChange,
  found: ItemTarget | undefined,
  requireSold: (item: ItemChanges) => void,
): ChangeRow {
  try {
    const target = requireItem(found, request);
    requireSold(withoutHeld(request.change, target));
    return { request, target, problem: undefined, reasons: [...reasonsAgainstFields({ ...request, target })] };
  } catch (problem) {
    return { request, target: undefined, problem, reasons: [] };
  }
}

/** What a change sells that the item does not hold already. */
function withoutHeld(change: ItemChanges, { item }: ItemTarget): ItemChanges {
  const held = 'products' in item.entity ? item.entity.products.map((one) => one.productId) : [item.entity.productId];
  return {
    ...change,
    products: change.products?.filter(({ productId }) => !held.includes(productId)),
    productId: change.productId !== undefined && held.includes(change.productId) ? undefined : change.productId,
  };
}

function isOut({ problem, reasons }: ChangeRow): boolean {
  return problem !== undefined || reasons.length > 0;
}

/** The new key of an item, where one is asked for. */
function newKeyOf({ request, target }: ChangeRow): string | undefined {
  const { activationId } = request.change;
  return target === undefined || activationId === request.activationId ? undefined : activationId;
}

async function judgeRenamings(transaction: Transaction, rows: readonly ChangeRow[]): Promise<void> {
  const taken = new Set(
    await selectTakenIds(
      transaction,
      rows.flatMap((row) => newKeyOf(row) ?? []),
    ),
  );
  for (const row of rows) {
    const [to, { target, request }] = [newKeyOf(row), row];
    if (to === undefined || target === undefined) continue;
    const state = weakerState(target.holder.entity.state, target.item.entity.state);
    row.reasons.push(...reasonsAgainstRenaming({ kind: target.kind, from: request.activationId, to, state }, taken));
    // Whoever comes second finds it taken.
    taken.add(to);
  }
}

function renamingOf(row: ChangeRow): readonly Renaming[] {
  const [to, { target, request }] = [newKeyOf(row), row];
  if (to === undefined || target === undefined) return [];
  const { kind: entity, item, holder } = target;
  return [{ entity, id: item.id, entitlementRow: holder.id, from: request.activationId, to }];
}

/**
 * Asks the rules about everything at once. Where each is done for itself, those that are refused are left out and the others
 * asked again without them, until nothing more is refused.
 */
async function judgeChanges(transaction: Transaction, rows: readonly ChangeRow[], options: ChangingOptions) {
  const holders = new Map(rows.flatMap(({ target }) => (target ? [[target.holder.id, target.holder]] : [])));
  const recorder = changingRecorder([...holders.values()], options.today);
  for (let asked = rows.filter((row) => row.problem === undefined); ;) {
    const groups = Map.groupBy(asked, (row) => row.target?.holder.entity.entitlementId ?? '');
    const records = [...groups].map(([key, group]) => recordOfChanges(key, group.flatMap(askedOf)));
    const decided = await decideAll(transaction, recorder, records, 'update');
    for (const { outcome } of decided.decisions)
      if (outcome.outcome === 'failed') tellReasons(groups.get(outcome.key) ?? [], outcome.reasons);
    const left = asked.filter((row) => !isOut(row));
    if (options.atomic || left.length === asked.length) return { ...decided, recorder };
    asked = left;
  }
}

function askedOf({ request, target }: ChangeRow): readonly AskedChange[] {
  return target === undefined ? [] : [{ target, change: request.change }];
}

/** Tells each reason where it belongs: to the item that it points at, else to all of this entitlement. */
function tellReasons(group: readonly ChangeRow[], reasons: readonly Reason[]): void {
  const places = new Map<string, ChangeRow>();
  for (const kind of ['lineItem', 'maintenanceLineItem'] as const)
    group.filter((row) => row.target?.kind === kind).forEach((row, index) => places.set(`/${kind}s/${index}`, row));
  for (const { pointer = '', ...reason } of reasons) {
    const [place = '', inner = ''] = /^(\/\w+\/\d+)(\/.*)?$/.exec(pointer)?.slice(1) ?? [];
    const row = places.get(place);
    if (row !== undefined) row.reasons.push({ ...reason, pointer: inner });
    else for (const one of group) one.reasons.push(reason);
  }
}

function outcomeOf(row: ChangeRow, after: ReadonlyMap<number, Entitlement>): BatchOutcome<ItemChangePlan> {
  const { request, target, problem, reasons } = row;
  if (problem !== undefined || target === undefined) return { refused: problem };
  if (reasons.length > 0) return { refused: refusal(reasons) };
  const { kind, holder, item } = target;
  const then = itemOf(after.get(holder.id), request.activationId) ?? item.entity;
  const activationId = newKeyOf(row) ?? request.activationId;
  const { before = null, after: made = null } = alteration(kind, item.id, activationId, item.entity, {
    ...then,
    activationId,
  });
  return { made: { kind, activationId, before, after: made } };
}

function itemOf(entitlement: Entitlement | undefined, key: string): LineItem | MaintenanceLineItem | undefined {
  const items = [...(entitlement?.lineItems ?? []), ...(entitlement?.maintenanceLineItems ?? [])];
  return items.find((item) => item.activationId === key);
}
