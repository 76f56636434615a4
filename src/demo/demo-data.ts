import { createAccount, listAccounts } from '../accounts/account-operations.ts';
import { listAudit } from '../accounts/audit-operations.ts';
import { createRole } from '../accounts/role-operations.ts';
import { systemActor } from '../accounts/rules/permissions.ts';
import { createUser, listUsers, type UserView } from '../accounts/user-operations.ts';
import { createFeature } from '../catalog/feature-operations.ts';
import { changeLicenseModelState, createLicenseModel } from '../catalog/license-model-operations.ts';
import { changeProductState, createProduct, listProducts } from '../catalog/product-operations.ts';
import { createProductRelationship } from '../catalog/product-relationship-operations.ts';
import { addItems, createEntitlement } from '../entitlements/entitlement-operations.ts';
import { listEntitlements } from '../entitlements/entitlement-reading.ts';
import { changeEntitlementState } from '../entitlements/state-operations.ts';
import type { App } from '../platform/app.ts';
import type { Day } from '../shared/day.ts';
import { Problem } from '../shared/problems.ts';
import { businessDay, changeSettings } from '../settings/setting-operations.ts';
import { demoAccounts } from './demo-accounts.ts';
import { demoDraftProduct, demoFeatures, demoLicenseModels, demoProducts, demoRelationships } from './demo-catalog.ts';
import { demoOffers, demoOrders, lastDemoOrder, lastOrder, unpaidOrder } from './demo-orders.ts';
import { demoPeople, demoRoles } from './demo-people.ts';

const actor = systemActor('demo');

/**
 * Loads a believable producer into an empty database, only through operations, with dates around today, so that both
 * reminder jobs have something to say. Goes on where an earlier try was cut short. False, and nothing done, where the demo is
 * complete or the database is somebody's own.
 */
export async function loadDemo(app: App): Promise<boolean> {
  if (!(await isEmptyOrOurs(app))) return false;
  const { items: last } = await listEntitlements(app, actor, { limit: 1, q: lastDemoOrder });
  if (last.length > 0) return false;
  await changeSettings(app, actor, { producerName: 'Acme Imaging', mailFrom: 'Acme Imaging <licenses@acme.example>' });
  await loadCatalog(app);
  await loadCustomers(app);
  await loadOrders(app, await businessDay(app));
  return true;
}

const standingAccounts = ['producer', 'unknown', 'portal'];
// More than the demo has, so that somebody's own is seen behind it.
const glance = { limit: 500 };

// Whoever has recorded or set anything of their own is not a guest of the demo.
async function isEmptyOrOurs(app: App): Promise<boolean> {
  const demoIds = new Set([
    ...standingAccounts,
    ...[...demoProducts, demoDraftProduct].map((product) => product.productId),
    ...demoAccounts.map((account) => account.accountId),
    ...demoPeople.map((person) => person.userId),
  ]);
  const { items: products } = await listProducts(app, actor, glance);
  const { items: accounts } = await listAccounts(app, actor, glance);
  const { items: users } = await listUsers(app, actor, glance);
  const keys = [
    ...products.map((one) => one.productId),
    ...accounts.map((one) => one.accountId),
    ...users.filter((one) => !isAdministrator(one)).map((one) => one.userId),
  ];
  const begun = products.length > 0 || accounts.length > standingAccounts.length;
  const { items: settings } = await listAudit(app, actor, { limit: 1, entity: 'setting' });
  return keys.every((key) => demoIds.has(key)) && (begun || settings.length === 0);
}

/** Whoever set Licet up before the demo was loaded. */
function isAdministrator({ memberships }: UserView): boolean {
  return memberships.length > 0 && memberships.every(({ accountId }) => accountId === 'producer');
}

/** What is there already stays as it is. */
async function unlessThere(making: Promise<unknown>): Promise<void> {
  await making.catch((error: unknown) => {
    const there =
      error instanceof Problem &&
      (error.code === 'duplicate_key' || error.reasons.some((reason) => reason.code === 'same_state'));
    if (!there) throw error;
  });
}

async function loadCatalog(app: App): Promise<void> {
  for (const name of demoFeatures)
    await unlessThere(createFeature(app, actor, { featureId: name, name, version: '1.0' }));
  for (const model of demoLicenseModels) {
    await unlessThere(createLicenseModel(app, actor, model));
    await unlessThere(changeLicenseModelState(app, actor, model.licenseModelId, { state: 'deployed' }));
  }
  for (const product of demoProducts) {
    await unlessThere(createProduct(app, actor, product));
    await unlessThere(changeProductState(app, actor, product.productId, { state: 'deployed' }));
  }
  await unlessThere(createProduct(app, actor, demoDraftProduct));
  for (const relationship of demoRelationships) await unlessThere(createProductRelationship(app, actor, relationship));
}

async function loadCustomers(app: App): Promise<void> {
  for (const role of demoRoles)
    await unlessThere(createRole(app, actor, { ...role, permissions: [...role.permissions] }));
  for (const account of demoAccounts) await unlessThere(createAccount(app, actor, account));
  for (const person of demoPeople) await unlessThere(createUser(app, actor, person));
}

async function loadOrders(app: App, today: Day): Promise<void> {
  for (const order of demoOrders(today)) await unlessThere(createEntitlement(app, actor, order));
  for (const { entitlementId, items } of demoOffers(today))
    await unlessThere(addItems(app, actor, entitlementId, items));
  await unlessThere(changeEntitlementState(app, actor, unpaidOrder, { state: 'inactive', reason: 'Not paid yet' }));
  await unlessThere(createEntitlement(app, actor, lastOrder(today)));
}
