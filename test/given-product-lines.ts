import type { ApiWorld } from './api-world.ts';
import { givenEntitlement, givenLineItem, givenRecords } from './given-records.ts';
import * as given from './given.ts';
import { signInAs, type SignedIn } from './signing-in.ts';

const model = {
  entity: 'licenseModel',
  licenseModelId: 'model',
  name: 'model',
  technology: 'embedded',
  counting: 'counted',
  lock: 'nodeLocked',
  state: 'deployed',
};

/** Whoever has the line red: `keeper` of the producer by themselves, `member` by the account acme. `stranger` has none. */
export interface LimitedPeople {
  readonly as: (userName: string) => { readonly key: null; readonly headers: Readonly<Record<string, string>> };
  /** renewal requests by what was asked for: `own`, `hidden` */
  readonly requests: Readonly<Record<string, string>>;
  /** by their products: `own-1 hidden-1` */
  readonly relationships: Readonly<Record<string, string>>;
}

/** Products of two lines, everything that is sold of them, and people who see one of the lines. */
export async function givenLimitedPeople(api: ApiWorld): Promise<LimitedPeople> {
  await givenProductLines(api);
  await api.call('PUT', 'product-lines/red/users/keeper');
  await api.call('PUT', 'product-lines/red/accounts/acme');
  const people = new Map<string, SignedIn>();
  for (const userName of ['keeper', 'member', 'stranger']) people.set(userName, await signInAs(api, userName));
  const requests: Record<string, string> = {};
  for (const key of ['own', 'hidden']) {
    const asked = await api.call('POST', 'renewal-requests', { body: { activationIds: [`ACT-${key}`] } });
    requests[key] = asked.json.requests[0].renewalRequestId;
  }
  const relationships: Record<string, string> = {};
  const { items } = (await api.call('GET', 'product-relationships')).json;
  for (const { fromProductId, toProductId, productRelationshipId } of items)
    relationships[`${fromProductId} ${toProductId}`] = productRelationshipId;
  const as: LimitedPeople['as'] = (userName) => {
    const { cookie = '', csrfToken = '' } = people.get(userName) ?? {};
    return { key: null, headers: { cookie, 'x-csrf-token': csrfToken } };
  };
  return { as, requests, relationships };
}

/**
 * Products of the lines red and blue and of none, all of which are called after what somebody with the line red should think of them:
 * `own`, `open`, `hidden`; those of blue that are sold together with others are called `blue`. Everything else is called alike.
 */
async function givenProductLines({ app, world }: Pick<ApiWorld, 'app' | 'world'>): Promise<void> {
  await givenRecords(app, records);
  await given.user(world, {
    userId: 'keeper',
    userName: 'keeper',
    memberships: [{ accountId: 'producer', roles: ['System Administrator'] }],
  });
  for (const userId of ['member', 'stranger'])
    await given.user(world, {
      userId,
      userName: userId,
      memberships: [{ accountId: userId === 'member' ? 'acme' : 'other', roles: ['Portal Administrative User'] }],
    });
}

const product = (productId: string, productLine: string | null, more: object = {}) => ({
  entity: 'product',
  productId,
  name: `Name of ${productId}`,
  version: '1',
  productLine,
  state: 'deployed',
  ...more,
});

const licensed = { licenseModels: ['model'], features: [{ featureId: 'scan' }] };
const maintenance = { kind: 'maintenance' };

const item = (activationId: string, ...products: readonly string[]) =>
  givenLineItem(activationId, '2026-03-20', { products: products.map((productId) => ({ productId })) });

const care = (activationId: string, productId: string, covers: readonly string[] = []) => ({
  activationId,
  productId,
  covers,
  startDate: '2025-01-01',
  expirationDate: '2026-03-20',
  state: 'deployed',
});

const records = [
  model,
  { entity: 'feature', featureId: 'scan', name: 'Scan', version: '1', state: 'deployed' },
  { entity: 'productLine', productLineId: 'red', name: 'Red' },
  { entity: 'productLine', productLineId: 'blue', name: 'Blue' },
  product('own-1', 'red', licensed),
  product('own-2', 'red', licensed),
  product('own-care', 'red', maintenance),
  product('open-1', null, licensed),
  product('hidden-1', 'blue', licensed),
  product('hidden-2', 'blue', licensed),
  product('hidden-care', 'blue', maintenance),
  product('blue-1', 'blue', licensed),
  product('blue-care', 'blue', maintenance),
  { entity: 'partNumber', partNumber: 'PN-own', productId: 'own-1' },
  { entity: 'partNumber', partNumber: 'PN-hidden', productId: 'hidden-1' },
  { entity: 'partNumber', partNumber: 'PN-none', productId: null },
  { entity: 'productRelationship', fromProductId: 'own-1', toProductId: 'own-2', type: 'upgrade' },
  { entity: 'productRelationship', fromProductId: 'own-1', toProductId: 'hidden-1', type: 'upsell' },
  { entity: 'productRelationship', fromProductId: 'hidden-1', toProductId: 'hidden-2', type: 'upgrade' },
  ...['acme', 'other'].map((accountId) => ({ entity: 'account', accountId, name: accountId, type: 'customer' })),
  givenEntitlement('ENT-own', 'acme', [item('ACT-own', 'own-1'), item('ACT-open', 'open-1')], {
    maintenanceLineItems: [care('MNT-own', 'own-care', ['ACT-own'])],
  }),
  givenEntitlement('ENT-hidden', 'acme', [item('ACT-hidden', 'hidden-1')], {
    maintenanceLineItems: [care('MNT-hidden', 'hidden-care', ['ACT-hidden'])],
  }),
  givenEntitlement('ENT-mixed', 'acme', [item('ACT-seen', 'own-1'), item('ACT-hidden-mixed', 'hidden-1')], {
    maintenanceLineItems: [
      care('MNT-seen', 'own-care', ['ACT-hidden-mixed', 'ACT-seen']),
      care('MNT-hidden-mixed', 'hidden-care', ['ACT-hidden-mixed']),
    ],
  }),
  givenEntitlement('ENT-together', 'acme', [item('ACT-together', 'blue-1', 'own-1'), item('ACT-covered', 'own-1')], {
    maintenanceLineItems: [care('MNT-covering', 'blue-care', ['ACT-covered'])],
  }),
  givenEntitlement(
    'ENT-drafts',
    'acme',
    [
      { ...item('ACT-draft', 'own-1'), state: 'draft' },
      { ...item('ACT-hidden-draft', 'hidden-1'), state: 'draft' },
    ],
    { state: 'draft' },
  ),
  givenEntitlement('ENT-empty', 'acme', [], { state: 'draft' }),
];
