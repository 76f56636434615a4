import type {
  EmailAttribute,
  EmailMaintenance,
  EmailRight,
  EntitlementEmailData,
} from '../notifications/rules/email-data.ts';
import type { Day, Term } from '../shared/day.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import type { ProductName } from './entitlement-store.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

export interface EmailCircumstances {
  readonly holder: { readonly accountId: string; readonly name: string };
  readonly productNames: ReadonlyMap<string, ProductName>;
  readonly today: Day;
  readonly createdOn: Day;
  readonly publicUrl: string;
  readonly message: string | null;
}

// What a template shows stays readable, and what is stored with each message small; the portal shows the rest.
const listedMax = 500;

/** What an email tells of some items of an entitlement, but for whom it is addressed to. */
export function entitlementEmailData(
  entitlement: Entitlement,
  items: readonly (LineItem | MaintenanceLineItem)[],
  circumstances: EmailCircumstances,
): Omit<EntitlementEmailData, 'user'> {
  const { holder, today, createdOn, publicUrl, message } = circumstances;
  const maintenance = items.filter((item) => 'productId' in item);
  const { entitlementId, description, test, shipToAddress } = entitlement;
  return {
    account: { accountId: holder.accountId, name: holder.name },
    today,
    message,
    entitlement: {
      entitlementId,
      description,
      createdOn,
      test,
      shipToAddress,
      attributes: attributesOf(entitlement.attributes),
    },
    entitlementUrl: `${publicUrl}/portal/entitlements/${encodeURIComponent(entitlementId)}`,
    items: items.slice(0, listedMax).map((item) => rightOf(item, maintenance, circumstances)),
    moreCount: Math.max(0, items.length - listedMax),
  };
}

function rightOf(
  item: LineItem | MaintenanceLineItem,
  maintenance: readonly MaintenanceLineItem[],
  { productNames }: EmailCircumstances,
): EmailRight {
  const { activationId, state, description, orderId, permanent, startDate, expirationDate } = item;
  const common = { activationId, state, description, orderId, permanent, startDate, expirationDate };
  const attributes = attributesOf(item.attributes);
  const nameOf = (productId: string): ProductName => productNames.get(productId) ?? { name: productId, version: '' };
  if ('productId' in item) {
    const own = { quantity: null, partNumber: null, term: null, maintenance: [] };
    return { kind: 'maintenance', ...common, ...own, products: [nameOf(item.productId)], attributes };
  }
  const covering = maintenance.filter((one) => one.covers.includes(activationId));
  return {
    kind: 'lineItem',
    ...common,
    products: item.products.map(({ productId }) => nameOf(productId)),
    partNumber: item.partNumber,
    quantity: item.quantity,
    term: item.term === null ? null : partsOfTerm(item.term),
    maintenance: covering.map((one): EmailMaintenance => ({
      ...nameOf(one.productId),
      permanent: one.permanent,
      expirationDate: one.expirationDate,
    })),
    attributes,
  };
}

const units = { D: 'days', W: 'weeks', M: 'months', Y: 'years' } as const;

function partsOfTerm(term: Term): EmailRight['term'] {
  const [, count, letter] = /^P(\d+)([DWMY])$/.exec(term) ?? [];
  const unit = letter === 'D' || letter === 'W' || letter === 'M' ? units[letter] : units.Y;
  return { count: Number(count), unit };
}

function attributesOf(attributes: JsonObject): readonly EmailAttribute[] {
  return Object.entries(attributes).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}
