import { attributesOf, attributeWishOf, noAttributes, type AttributeWish } from '../../attributes/attribute-wish.ts';
import type { MaintenanceLineItem } from '../item-words.ts';
import { knownDays, usualDates, type DatesWish } from './item-dates.ts';
import { orNull } from './line-item-wish.ts';
import { oneYear } from './term-wish.ts';

/** What somebody types of maintenance. A term is only a way to find its last day: maintenance has none. */
export interface MaintenanceWish extends DatesWish {
  readonly activationId: string;
  readonly productId: string;
  /** what it covers: activation IDs, or the keys of line items that have no ID yet */
  readonly covers: readonly string[];
  readonly description: string;
  readonly orderId: string;
  readonly orderLineNumber: string;
  readonly attributes: AttributeWish;
}

export const emptyMaintenance: MaintenanceWish = {
  ...usualDates,
  activationId: '',
  productId: '',
  covers: [],
  description: '',
  orderId: '',
  orderLineNumber: '',
  attributes: noAttributes,
};

/** Stored maintenance, to be typed over. */
export function maintenanceWishOf(item: MaintenanceLineItem): MaintenanceWish {
  return {
    startDateOption: 'now',
    startDate: item.startDate ?? '',
    end: item.permanent ? 'permanent' : 'date',
    term: oneYear,
    expirationDate: item.expirationDate ?? '',
    activationId: item.activationId,
    productId: item.productId,
    covers: item.covers,
    description: item.description ?? '',
    orderId: item.orderId ?? '',
    orderLineNumber: item.orderLineNumber ?? '',
    attributes: attributeWishOf(item.attributes),
  };
}

/** The whole maintenance as the server takes it, without what it covers; what is not given is null. */
export function maintenanceRecord(wish: MaintenanceWish, today: string) {
  const isPermanent = wish.end === 'permanent';
  return {
    productId: wish.productId,
    startDate: orNull(wish.startDate),
    permanent: isPermanent,
    expirationDate: isPermanent ? null : lastDay(wish, today),
    description: orNull(wish.description),
    orderId: orNull(wish.orderId),
    orderLineNumber: orNull(wish.orderLineNumber),
    attributes: attributesOf(wish.attributes),
  };
}

function lastDay(wish: MaintenanceWish, today: string): string | null {
  return wish.end === 'date' ? orNull(wish.expirationDate) : (knownDays(wish, today).end ?? null);
}
