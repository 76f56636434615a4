import type { NewEntitlement } from '../entitlements/entitlement-schemas.ts';
import { addDays, parseDay, parseTerm, periodOf, type Day, type Term } from '../shared/day.ts';

type LineItem = NonNullable<NewEntitlement['lineItems']>[number];
type MaintenanceLineItem = NonNullable<NewEntitlement['maintenanceLineItems']>[number];

/** How many copies of what, until when. */
export interface DemoItem {
  readonly productId: string;
  readonly quantity: number;
  readonly more: (today: Day) => Omit<LineItem, 'products' | 'quantity'>;
}

/** Care for some of the items above it, by their places. */
export interface DemoCare {
  readonly productId: string;
  readonly covers: readonly number[];
  readonly days: number;
}

/** A year that ends so many days from today; in the past where negative. */
export function ending(days: number, productId: string, quantity: number): DemoItem {
  return { productId, quantity, more: (today) => yearUntil(addDays(today, days)) };
}

/** A year that ends with the month so many months from today's. */
export function monthEnd(months: number, productId: string, quantity: number): DemoItem {
  return { productId, quantity, more: (today) => yearUntil(lastOfMonth(today, months)) };
}

/** As `ending`, and it renews itself. */
export function renewing(days: number, productId: string, quantity: number): DemoItem {
  const item = ending(days, productId, quantity);
  return { ...item, more: (today) => ({ ...item.more(today), autoRenew: { term: year } }) };
}

/** Without an end, bought so many days ago. */
export function owned(sinceDays: number, productId: string, quantity: number): DemoItem {
  return { productId, quantity, more: (today) => ({ permanent: true, startDate: addDays(today, -sinceDays) }) };
}

/** A year from the day of its first activation. */
export function fromFirstUse(productId: string, quantity: number): DemoItem {
  return { productId, quantity, more: () => ({ startDateOption: 'atFirstActivation', term: year }) };
}

/** Care that ends so many days from today, for the items at these places. */
export function care(days: number, productId: string, ...covers: readonly number[]): DemoCare {
  return { productId, covers, days };
}

/** The line item, named after its order (`ENT-1001`) and its place in it. */
export function lineItemOf(entitlementId: string, item: DemoItem, index: number, today: Day): LineItem {
  const { productId, quantity } = item;
  const orderId = entitlementId.replace('ENT', 'SO');
  return {
    activationId: activationId(entitlementId, index),
    products: [{ productId }],
    quantity,
    orderId,
    ...item.more(today),
  };
}

/** The maintenance line item, named after its order and its place in it. */
export function maintenanceOf(entitlementId: string, item: DemoCare, index: number, today: Day): MaintenanceLineItem {
  return {
    activationId: `${entitlementId.replace('ENT', 'MNT')}-${index + 1}`,
    productId: item.productId,
    covers: item.covers.map((place) => activationId(entitlementId, place)),
    ...yearUntil(addDays(today, item.days)),
  };
}

function activationId(entitlementId: string, index: number): string {
  return `${entitlementId.replace('ENT', 'ACT')}-${index + 1}`;
}

const year = requiredTerm('P1Y');

function requiredTerm(text: string): Term {
  const term = parseTerm(text);
  if (term === undefined) throw new Error(`${text} is no term`);
  return term;
}

function yearUntil(expirationDate: Day) {
  return { startDate: addDays(expirationDate, -364), expirationDate };
}

function lastOfMonth(today: Day, months: number): Day {
  const first = parseDay(`${today.slice(0, 8)}01`) ?? today;
  return periodOf(first, requiredTerm('P1M'), months)?.end ?? today;
}
