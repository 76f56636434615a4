import { createAccount, listAccounts } from '../accounts/account-operations.ts';
import { listAudit } from '../accounts/audit-operations.ts';
import { createRole } from '../accounts/role-operations.ts';
import { systemActor } from '../accounts/rules/permissions.ts';
import { createUser, listUsers } from '../accounts/user-operations.ts';
import { createFeature } from '../catalog/feature-operations.ts';
import { changeLicenseModelState, createLicenseModel } from '../catalog/license-model-operations.ts';
import { changeProductState, createProduct, listProducts } from '../catalog/product-operations.ts';
import { createProductRelationship } from '../catalog/product-relationship-operations.ts';
import { createEntitlement } from '../entitlements/entitlement-operations.ts';
import { listEntitlements } from '../entitlements/entitlement-reading.ts';
import type { App } from '../platform/app.ts';
import { Problem } from '../shared/problems.ts';
import { businessDay, changeSettings } from '../settings/setting-operations.ts';
import { demoFeatures, demoLicenseModels, demoMaintenance, demoProducts, demoUpgrade } from './demo-catalog.ts';
import { demoAccounts, demoOrders, demoPeople, lastDemoOrder } from './demo-orders.ts';

const actor = systemActor('demo');

/**
 * Loads a small believable producer into an empty database, only through operations, with dates around today, so that both
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
  const today = await businessDay(app);
  for (const order of demoOrders(today)) await unlessThere(createEntitlement(app, actor, order));
  return true;
}

const standingAccounts = ['producer', 'unknown', 'portal'];
const glance = { limit: 50 };

// Whoever has recorded or set anything of their own is not a guest of the demo.
async function isEmptyOrOurs(app: App): Promise<boolean> {
  const demoIds = new Set([
    ...standingAccounts,
    ...[demoMaintenance, ...demoProducts].map((product) => product.productId),
    ...demoAccounts.map((account) => account.accountId),
    ...demoPeople.map((person) => person.email),
  ]);
  const { items: products } = await listProducts(app, actor, glance);
  const { items: accounts } = await listAccounts(app, actor, glance);
  const { items: users } = await listUsers(app, actor, glance);
  const keys = [
    ...products.map((one) => one.productId),
    ...accounts.map((one) => one.accountId),
    ...users.map((one) => one.userId),
  ];
  const begun = products.length > 0 || accounts.length > standingAccounts.length;
  const { items: settings } = await listAudit(app, actor, { limit: 1, entity: 'setting' });
  return keys.every((key) => demoIds.has(key)) && (begun || settings.length === 0);
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
  for (const product of [demoMaintenance, ...demoProducts]) {
    await unlessThere(createProduct(app, actor, product));
    await unlessThere(changeProductState(app, actor, product.productId, { state: 'deployed' }));
  }
  const coverage = demoProducts.map(
    ({ productId }) =>
      ({ fromProductId: productId, toProductId: demoMaintenance.productId, type: 'maintenance' }) as const,
  );
  for (const relationship of [demoUpgrade, ...coverage])
    await unlessThere(createProductRelationship(app, actor, relationship));
}

async function loadCustomers(app: App): Promise<void> {
  const contact = ['viewEntitlements', 'viewExpiringEntitlements', 'generateLicenses'] as const;
  await unlessThere(
    createRole(app, actor, { name: 'License Administrator', kind: 'customer', permissions: [...contact] }),
  );
  await unlessThere(
    createRole(app, actor, {
      name: 'Reseller',
      kind: 'partner',
      permissions: ['viewEntitlements', 'viewExpiringEntitlements', 'splitLineItems'],
    }),
  );
  for (const account of demoAccounts) await unlessThere(createAccount(app, actor, account));
  for (const { accountId, role, reminders, ...person } of demoPeople)
    await unlessThere(
      createUser(app, actor, {
        ...person,
        userId: person.email,
        userName: person.email,
        memberships: [{ accountId, roles: [role] }],
        subscriptions: { expiringEntitlements: reminders },
      }),
    );
}
