import { authorise } from '../accounts/authorise.ts';
import { isInScope, type Actor } from '../accounts/rules/permissions.ts';
import { unknownAccountId } from '../accounts/rules/account.ts';
import { accountIds } from '../accounts/account-recorder.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import { inRecordingTransaction } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import { notFound, Problem } from '../shared/problems.ts';
import { businessDay } from '../settings/setting-operations.ts';
import { getEntitlement } from './entitlement-reading.ts';
import type { NewEntitlement } from './entitlement-schemas.ts';
import type { EntitlementView } from './entitlement-views.ts';
import { completeItems, type NewItems } from './new-item-completing.ts';
import { decideSale, planSale, saveSale, type EndOfSale, type SalePlan } from './sale-deciding.ts';
import { requireItemsInSight } from './sold-sight.ts';
import { lockSeenEntitlement, lockWholeEntitlement } from './seen-entitlement.ts';
import type { RightState } from '../shared/vocabulary.ts';

/**
 * Creates an entitlement with its line items, as draft, test or deployed at once. Needs `createEntitlements`, and
 * `changeEntitlementState` to deploy.
 */
export async function createEntitlement(app: App, actor: Actor, input: NewEntitlement): Promise<EntitlementView> {
  const entitlementId = input.entitlementId ?? newIdentifier();
  await sellEntitlement(app, actor, { ...input, entitlementId }, saveSale);
  return getEntitlement(app, reader(actor), entitlementId);
}

/** What `createEntitlement` would make, or what it would throw: the same path, stopped before it saves. */
export function previewEntitlement(app: App, actor: Actor, input: NewEntitlement): Promise<SalePlan> {
  return sellEntitlement(app, actor, input, planSale);
}

async function sellEntitlement<Outcome>(
  app: App,
  actor: Actor,
  input: NewEntitlement,
  end: EndOfSale<Outcome>,
): Promise<Outcome> {
  authorise(actor, 'createEntitlements');
  if (input.deploy === true) authorise(actor, 'changeEntitlementState');
  const { deploy, sendEmail, ...given } = input;
  const state = stateOfNew({ test: given.test === true, deploy: deploy === true });
  const today = await businessDay(app);
  const entitlementId = given.entitlementId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    const partners = (given.channelPartners ?? []).map((partner) => partner.accountId);
    await requireAccountsInScope(transaction, actor, [given.accountId ?? unknownAccountId, ...partners]);
    await requireItemsInSight(transaction, actor, given);
    const items = await completeItems(transaction, given, state, today);
    const record = { ...given, ...items, entitlementId, state };
    const sale = await decideSale(app, transaction, { record, givenIds: idsIn(given), sendEmail });
    return end(app, transaction, actor, sale);
  });
}

interface AddedItems extends NewItems, Pick<NewEntitlement, 'deploy' | 'sendEmail'> {
  readonly expectedVersion?: number | undefined;
}

/** Adds line items and maintenance to an entitlement, as draft or deployed at once. Needs `updateEntitlements`. */
export async function addItems(
  app: App,
  actor: Actor,
  entitlementId: string,
  input: AddedItems,
): Promise<EntitlementView> {
  await sellItems(app, actor, { ...input, entitlementId }, saveSale);
  return getEntitlement(app, reader(actor), entitlementId);
}

/** What `addItems` would add, or what it would throw: the same path, stopped before it saves. */
export function previewItems(app: App, actor: Actor, entitlementId: string, input: AddedItems): Promise<SalePlan> {
  return sellItems(app, actor, { ...input, entitlementId }, planSale);
}

async function sellItems<Outcome>(
  app: App,
  actor: Actor,
  { entitlementId, ...input }: AddedItems & { readonly entitlementId: string },
  end: EndOfSale<Outcome>,
): Promise<Outcome> {
  authorise(actor, 'updateEntitlements');
  if (input.deploy === true) authorise(actor, 'changeEntitlementState');
  const today = await businessDay(app);
  return inRecordingTransaction(app.database, async (transaction) => {
    // An email tells of the whole entitlement: whoever has it sent sees all of that.
    const lock = input.sendEmail === true ? lockWholeEntitlement : lockSeenEntitlement;
    const stored = await lock(transaction, actor, entitlementId);
    requireVersion('entitlement', entitlementId, stored.version, input.expectedVersion);
    requireNewIds(input, new Set([...stored.lineItems.keys(), ...stored.maintenanceLineItems.keys()]));
    const state = stateOfNew({ test: stored.entity.test, deploy: input.deploy === true });
    await requireItemsInSight(transaction, actor, input);
    const items = await completeItems(transaction, input, state, today);
    const record = { entitlementId, ...items };
    const givenIds = new Set([entitlementId, ...idsIn(input)]);
    // By itself the setting tells of whole entitlements alone.
    const sendEmail = input.sendEmail === true;
    const sale = await decideSale(app, transaction, { record, givenIds, stored, sendEmail });
    return end(app, transaction, actor, sale);
  });
}

function idsIn(input: NewItems & { readonly entitlementId?: string | undefined }): ReadonlySet<string> {
  const items = [...(input.lineItems ?? []), ...(input.maintenanceLineItems ?? [])];
  return new Set([input.entitlementId ?? [], ...items.map(({ activationId }) => activationId ?? [])].flat());
}

function stateOfNew({ test, deploy }: { readonly test: boolean; readonly deploy: boolean }): RightState {
  if (test) return 'test';
  return deploy ? 'deployed' : 'draft';
}

/** Whoever may write something sees the outcome of it. */
export function reader(actor: Actor): Actor {
  return { ...actor, permissions: new Set([...actor.permissions, 'viewEntitlements']) };
}

/** Throws `not_found` for accounts that the actor may not see; what is not there is for the rules to tell. */
export async function requireAccountsInScope(
  transaction: Transaction,
  actor: Actor,
  accounts: readonly string[],
): Promise<void> {
  const rows = await accountIds(transaction, accounts);
  for (const [accountId, row] of rows) if (!isInScope(actor.scope, row)) throw notFound('account', accountId);
}

function requireNewIds(input: NewItems, taken: ReadonlySet<string>): void {
  const named = [...(input.lineItems ?? []), ...(input.maintenanceLineItems ?? [])].flatMap((item) =>
    item.activationId === undefined ? [] : [item.activationId],
  );
  const repeated = named.filter((id) => taken.has(id));
  if (repeated.length > 0)
    throw new Problem(
      'duplicate_key',
      `The entitlement has ${repeated.join(', ')} already. Choose other activation IDs.`,
    );
}
