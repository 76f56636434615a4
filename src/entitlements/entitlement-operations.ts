import { randomBytes } from 'node:crypto';
import { authorise } from '../accounts/authorise.ts';
import { isInScope, type Actor } from '../accounts/rules/permissions.ts';
import { unknownAccountId } from '../accounts/rules/account.ts';
import { accountIds } from '../accounts/account-recorder.ts';
import { productRows } from '../catalog/catalog-lookups.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { inRecordingTransaction, recordAll, recordNew } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import { identifierBytes, identifierFrom } from '../shared/identifier.ts';
import { notFound, Problem, refusal } from '../shared/problems.ts';
import type { Day } from '../shared/day.ts';
import { businessDay } from '../settings/setting-operations.ts';
import { emailWhatIsStored } from './entitlement-email-operations.ts';
import { getEntitlement } from './entitlement-reading.ts';
import { saleRecorder } from './entitlement-recorder.ts';
import type { NewEntitlement } from './entitlement-schemas.ts';
import type { EntitlementView } from './entitlement-views.ts';
import { withPartNumbers } from './part-number-filling.ts';
import { requireItemsInSight } from './sold-sight.ts';
import { lockSeenEntitlement } from './seen-entitlement.ts';
import type { RightState } from '../shared/vocabulary.ts';

type NewItems = Pick<NewEntitlement, 'lineItems' | 'maintenanceLineItems'>;

/**
 * Creates an entitlement with its line items, as draft, test or deployed at once. Needs `createEntitlements`, and
 * `changeEntitlementState` to deploy.
 */
export async function createEntitlement(app: App, actor: Actor, input: NewEntitlement): Promise<EntitlementView> {
  authorise(actor, 'createEntitlements');
  if (input.deploy === true) authorise(actor, 'changeEntitlementState');
  const { deploy, sendEmail, ...given } = input;
  const state = stateOfNew({ test: given.test === true, deploy: deploy === true });
  const today = await businessDay(app);
  const entitlementId = given.entitlementId ?? newId();
  await inRecordingTransaction(app.database, async (transaction) => {
    const partners = (given.channelPartners ?? []).map((partner) => partner.accountId);
    await requireAccountsInScope(transaction, actor, [given.accountId ?? unknownAccountId, ...partners]);
    await requireItemsInSight(transaction, actor, given);
    const items = await completeItems(transaction, given, state, today);
    await recordNew(transaction, actor, saleRecorder, { ...given, ...items, entitlementId, state });
    await emailWhatIsStored(app, transaction, actor, { entitlementId, sendEmail });
  });
  return getEntitlement(app, reader(actor), entitlementId);
}

/** Adds line items and maintenance to an entitlement, as draft or deployed at once. Needs `updateEntitlements`. */
export async function addItems(
  app: App,
  actor: Actor,
  entitlementId: string,
  input: NewItems & Pick<NewEntitlement, 'deploy' | 'sendEmail'> & { readonly expectedVersion?: number | undefined },
): Promise<EntitlementView> {
  authorise(actor, 'updateEntitlements');
  if (input.deploy === true) authorise(actor, 'changeEntitlementState');
  const today = await businessDay(app);
  await inRecordingTransaction(app.database, async (transaction) => {
    const stored = await lockSeenEntitlement(transaction, actor, entitlementId);
    requireVersion('entitlement', entitlementId, stored.version, input.expectedVersion);
    requireNewIds(input, new Set([...stored.lineItems.keys(), ...stored.maintenanceLineItems.keys()]));
    const state = stateOfNew({ test: stored.entity.test, deploy: input.deploy === true });
    await requireItemsInSight(transaction, actor, input);
    const items = await completeItems(transaction, input, state, today);
    const [outcome] = await recordAll(transaction, actor, saleRecorder, [{ entitlementId, ...items }], 'update');
    if (outcome?.outcome === 'failed') throw refusal(outcome.reasons);
    // By itself the setting tells of whole entitlements alone.
    await emailWhatIsStored(app, transaction, actor, { entitlementId, sendEmail: input.sendEmail === true });
  });
  return getEntitlement(app, reader(actor), entitlementId);
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

/** Gives new items what was left to Licet: IDs, the start of those that begin now, and the model that leaves no choice. */
async function completeItems(transaction: Transaction, input: NewItems, state: RightState, today: Day) {
  const lineItems = await withPartNumbers(transaction, input.lineItems ?? []);
  const products = await productRows(
    transaction,
    lineItems.flatMap((item) => (item.products ?? []).map((one) => one.productId)),
  );
  const onlyModel = (item: (typeof lineItems)[number]): readonly string[] => {
    const [first = [], ...others] = (item.products ?? []).map(
      (one) => products.get(one.productId)?.licenseModels ?? [],
    );
    const common = first.filter((model) => others.every((models) => models.includes(model)));
    return common.length === 1 ? common : [];
  };
  return {
    lineItems: lineItems.map((item) => ({
      ...item,
      state,
      activationId: item.activationId ?? newId(),
      licenseModels: [...(item.licenseModels ?? onlyModel(item))],
      startDate: item.startDate ?? ((item.startDateOption ?? 'now') === 'now' ? today : null),
    })),
    maintenanceLineItems: (input.maintenanceLineItems ?? []).map((item) => ({
      ...item,
      state,
      activationId: item.activationId ?? newId(),
      startDate: item.startDate ?? today,
    })),
  };
}

function newId(): string {
  return identifierFrom(randomBytes(identifierBytes));
}
