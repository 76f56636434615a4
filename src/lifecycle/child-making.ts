import type { Actor } from '../accounts/rules/permissions.ts';
import { lockItems, requireItem, type ItemTarget } from '../entitlements/item-targets.ts';
import type { StoredEntitlement } from '../entitlements/entitlement-store.ts';
import type { LineItem } from '../entitlements/rules/entitlement.ts';
import { learnSoldSight } from '../entitlements/sold-sight.ts';
import type { BatchOutcome } from '../platform/batch.ts';
import type { Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { alteration, decideAll, saveAll } from '../platform/recording.ts';
import type { Day } from '../shared/day.ts';
import type { Decision, Reason } from '../shared/decision.ts';
import { asJson } from '../shared/objects.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { Json } from '../shared/vocabulary.ts';
import { learnForChildren, type ChildKnowledge, type ParentTarget } from './child-facts.ts';
import { saveAnchors } from './child-facts-store.ts';
import { recordOfChildren, requestAt, type PlannedChild } from './child-record.ts';
import type { ChildRequest } from './child-request.ts';
import { lifecycleRecorder } from './lifecycle-recorder.ts';
import { reasonsAgainstChildId } from './rules/child-id.ts';
import type { ChildPlan } from './rules/child.ts';
import { planRenewal } from './rules/renew.ts';
import { planReplacement } from './rules/replace.ts';

/** What becomes of a line item that is continued: its child, and the fields of itself that differ. */
export interface MadeChild {
  readonly child: LineItem;
  readonly parent: { readonly activationId: string; readonly before: Json; readonly after: Json };
  /** the child begins before today */
  readonly startsInThePast: boolean;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** How far a change of many goes, and on which day. */
export interface MakingOptions {
  /** answers the plans and saves nothing */
  readonly preview: boolean;
  /** saves nothing where anything is refused; else what is not refused */
  readonly atomic: boolean;
  readonly today: Day;
}

/**
 * Continues many line items at once, each named once, in a fixed number of queries: plans each, asks everything that is asked of a
 * sale about all of them together, and saves them. What becomes of each is answered in their order.
 */
export async function makeChildren(
  transaction: Transaction,
  actor: Actor,
  requests: readonly ChildRequest[],
  options: MakingOptions,
): Promise<readonly BatchOutcome<MadeChild>[]> {
  if (requests.length === 0) return [];
  const rows = await planRows(transaction, actor, requests, options.today);
  const decided = await judge(transaction, rows, options);
  const isRefused = rows.some(isOut);
  if (!options.preview && !(options.atomic && isRefused)) {
    const made = rows.filter((row) => !isOut(row));
    await saveAll(transaction, actor, decided.recorder, decided);
    await saveAnchors(transaction, made.flatMap(anchorOf));
    await recordHistory(transaction, actor, made.flatMap(historyOfParent));
  }
  const children = new Map(
    decided.decisions.flatMap(({ change }) => change?.after.lineItems ?? []).map((item) => [item.activationId, item]),
  );
  return rows.map((row) => outcomeOf(row, children, options.today));
}

interface ChildRow {
  readonly request: ChildRequest;
  readonly target: ParentTarget | undefined;
  /** why it cannot even be judged: there is no such line item, or it is another version of it */
  readonly problem: unknown;
  readonly plan: ChildPlan | undefined;
  readonly reasons: Reason[];
}

function isOut({ problem, reasons }: ChildRow): boolean {
  return problem !== undefined || reasons.length > 0;
}

async function planRows(
  transaction: Transaction,
  actor: Actor,
  requests: readonly ChildRequest[],
  today: Day,
): Promise<readonly ChildRow[]> {
  const found = await lockItems(
    transaction,
    actor,
    requests.map((request) => request.activationId),
  );
  const requireSold = await learnSoldSight(transaction, actor.productLines, requests.map(soldBy));
  const rows = requests.map((request) => {
    try {
      requireSold(soldBy(request));
      return { request, target: parentOf(request, found.get(request.activationId)), problem: undefined };
    } catch (problem) {
      return { request, target: undefined, problem };
    }
  });
  const known = await learnForChildren(
    transaction,
    rows.flatMap(({ target }) => target ?? []),
    today,
  );
  const given = new Set<string>();
  return rows.map((row) => {
    const decision = row.target === undefined ? undefined : planOf(row.target, known);
    const { activationId } = row.request.wish;
    const taken = given.has(activationId) ? given : idsOf(row.target?.holder);
    given.add(activationId);
    return {
      ...row,
      plan: decision?.allowed === true ? decision.plan : undefined,
      reasons: [
        ...reasonsAgainstChildId(activationId, taken),
        ...(decision?.allowed === false ? decision.reasons : []),
      ],
    };
  });
}

// What an entitlement holds would be changed by a child of the same ID, where a foreign ID is refused by its rules.
function idsOf(holder: StoredEntitlement | undefined): ReadonlySet<string> {
  return new Set(holder === undefined ? [] : [...holder.lineItems.keys(), ...holder.maintenanceLineItems.keys()]);
}

function soldBy({ wish }: ChildRequest) {
  const productId = 'productId' in wish ? wish.productId : undefined;
  return { productId, partNumber: wish.fields.partNumber };
}

function parentOf(request: ChildRequest, found: ItemTarget | undefined): ParentTarget {
  const target = requireItem(found, { ...request, kind: 'lineItem' });
  if (target.kind !== 'lineItem') throw notFound('line item', request.activationId);
  return { request, holder: target.holder, item: target.item };
}

function planOf(target: ParentTarget, known: ChildKnowledge): Decision<ChildPlan> {
  const { request } = target;
  if (request.type === 'renewal') return planRenewal(request.wish, known.renewalFacts(target));
  const { type, wish } = request;
  return planReplacement(type, wish, known.replacementFacts(target, type, wish.productId));
}

interface Planned extends ChildRow {
  readonly target: ParentTarget;
  readonly plan: ChildPlan;
}

function plannedOf(row: ChildRow): readonly Planned[] {
  const { target, plan } = row;
  return target === undefined || plan === undefined || isOut(row) ? [] : [{ ...row, target, plan }];
}

/**
 * Asks the rules of entitlements and of selling about all that is planned. Where each is done for itself, those that are refused are
 * left out and the others asked again without them, until nothing more is refused.
 */
async function judge(transaction: Transaction, rows: readonly ChildRow[], { atomic }: MakingOptions) {
  const holders = new Map(rows.flatMap(({ target }) => (target ? [[target.holder.id, target.holder]] : [])));
  const planned = rows.flatMap(plannedOf);
  const inPeriods = new Set(planned.filter(isEndOfPeriod).map(({ plan }) => plan.child.activationId));
  const recorder = lifecycleRecorder([...holders.values()], inPeriods);
  for (let asked = planned; ;) {
    const groups = Map.groupBy(asked, ({ target }) => target.holder.entity.entitlementId);
    const records = [...groups.values()].flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [recordOfChildren(first.target.holder.entity, group.map(childOf))];
    });
    const decided = await decideAll(transaction, recorder, records, 'update');
    for (const { outcome } of decided.decisions)
      if (outcome.outcome === 'failed') tellReasons(groups.get(outcome.key) ?? [], outcome.reasons);
    const left = asked.filter((row) => !isOut(row));
    if (atomic || left.length === asked.length) return { ...decided, recorder };
    asked = left;
  }
}

function childOf({ target, plan }: Planned): PlannedChild {
  return { parent: target.item.entity, plan };
}

/** Tells each reason to the request whose child or parent it points at, else to all of this entitlement. */
function tellReasons(group: readonly Planned[], reasons: readonly Reason[]): void {
  for (const { pointer = '', ...reason } of reasons) {
    const [, place = '', inner = ''] = /^\/lineItems\/(\d+)(\/.*)?$/.exec(pointer) ?? [];
    const row = place === '' ? undefined : group[requestAt(Number(place))];
    if (row === undefined) for (const one of group) one.reasons.push(reason);
    else row.reasons.push(inner === '' ? reason : { ...reason, pointer: inner });
  }
}

// The end of a period of a chain need not be that of a term from its own start.
function isEndOfPeriod({ request: { wish } }: Planned): boolean {
  return (wish.fields.term ?? null) === null || (wish.fields.expirationDate ?? null) === null;
}

function anchorOf({ plan }: ChildRow) {
  if (plan === undefined || plan.anchorDate === null) return [];
  return [{ activationId: plan.child.activationId, anchorDate: plan.anchorDate }];
}

// The child tells of its parent; so that the parent tells of it as well.
function historyOfParent({ request, target, plan }: ChildRow) {
  if (target === undefined || plan === undefined) return [];
  const { activationId, quantity, additionalCopies } = plan.child;
  const continuedBy = { activationId, type: request.type, copies: quantity - additionalCopies };
  const { id, entity } = target.item;
  const after = asJson({ continuedBy });
  return [{ entity: 'lineItem', subjectId: id, entityKey: entity.activationId, event: 'changed', after } as const];
}

function outcomeOf(row: ChildRow, children: ReadonlyMap<string, LineItem>, today: Day): BatchOutcome<MadeChild> {
  const { target, problem, plan, reasons } = row;
  if (problem !== undefined || target === undefined) return { refused: problem };
  if (reasons.length > 0 || plan === undefined) return { refused: refusal(reasons) };
  const { id, entity } = target.item;
  const { before = null, after = null } = alteration('lineItem', id, entity.activationId, entity, {
    ...entity,
    ...plan.parent,
  });
  const child = children.get(plan.child.activationId) ?? plan.child;
  const { startDate } = child;
  return {
    made: {
      child,
      parent: { activationId: entity.activationId, before, after },
      startsInThePast: startDate !== null && startDate < today,
      warnings: warningsOf(row, { ...plan, child }, today),
    },
  };
}

function warningsOf({ request }: ChildRow, { child, parent }: ChildPlan, today: Day): MadeChild['warnings'] {
  const { expirationDate, activationId } = child;
  const ended = {
    code: 'ends_in_the_past',
    message: `${activationId} ends on ${expirationDate ?? ''}, which is past.`,
  };
  const open = { code: 'test_stays_open', message: 'What is a test stays one, so its copies can still be activated.' };
  return [
    ...(expirationDate !== null && expirationDate < today ? [ended] : []),
    ...(request.wish.allowActivationsOnParent === false && parent.state === 'test' ? [open] : []),
  ];
}
