import { identifierBytes, identifierFrom } from '../../../../src/shared/identifier.ts';
import type { AnswerOf, BodyOf } from '../../../shared/api/call.ts';
import type { Entitlement } from '../item-words.ts';
import { givenParts } from './changed-parts.ts';
import { emptyHeader, headerRecord, headerWishOf, type HeaderWish } from './header-wish.ts';
import { likeIt, lineItemRecord, lineItemWishOf, orNull, type LineItemWish } from './line-item-wish.ts';
import { maintenanceRecord, maintenanceWishOf, type MaintenanceWish } from './maintenance-wish.ts';

/** One row of the form: its key lives as long as the form, and stands for the row before it has an activation ID. */
export interface Row<Wish> {
  readonly key: string;
  readonly wish: Wish;
}

/** A whole entitlement as somebody types it. */
export interface EntitlementWish {
  readonly header: HeaderWish;
  /** of every item that has no order ID of its own */
  readonly orderId: string;
  readonly lineItems: readonly Row<LineItemWish>[];
  readonly maintenance: readonly Row<MaintenanceWish>[];
}

export const emptyEntitlement: EntitlementWish = { header: emptyHeader, orderId: '', lineItems: [], maintenance: [] };

type NewEntitlement = BodyOf<'createEntitlement'>;

/** How an entitlement is made. */
export interface Making {
  readonly today: string;
  readonly isTest: boolean;
  readonly deploy: boolean;
  /** tells of the deployment by email; undefined: as the setting says */
  readonly sendEmail?: boolean | undefined;
  /** random bytes, for the activation IDs of line items that maintenance covers */
  readonly randomBytes: (length: number) => Uint8Array;
}

/** The request that makes the entitlement. A line item that maintenance covers must be named, so it gets its ID here. */
export function newEntitlement(wish: EntitlementWish, making: Making): NewEntitlement {
  const entitlementId = orNull(wish.header.entitlementId);
  const lineItems = namedLineItems(wish, making.randomBytes);
  const ids = new Map(lineItems.map(({ key, wish: { activationId } }) => [key, activationId]));
  return {
    ...givenParts(headerRecord(wish.header)),
    ...(entitlementId === null ? {} : { entitlementId }),
    ...(making.isTest ? { test: true } : deployment(making)),
    lineItems: lineItems.map((row) => newLineItem(row.wish, wish.orderId)),
    maintenanceLineItems: wish.maintenance.map((row) => {
      const covers = row.wish.covers.flatMap((key) => ids.get(key) ?? []);
      return { ...newMaintenance(row.wish, making.today, wish.orderId), covers };
    }),
  };
}

function deployment({ deploy, sendEmail }: Making) {
  return deploy ? { deploy, ...(sendEmail === undefined ? {} : { sendEmail }) } : { deploy };
}

/** A line item as the server takes a new one. */
export function newLineItem(wish: LineItemWish, orderId = '') {
  const record = lineItemRecord(wish);
  return {
    ...givenParts({ ...record, orderId: record.orderId ?? orNull(orderId) }),
    ...idOf(wish),
    quantity: record.quantity,
  };
}

/** Maintenance as the server takes a new one; `covers` are activation IDs. */
export function newMaintenance(wish: MaintenanceWish, today: string, orderId = '') {
  const { startDate, ...record } = maintenanceRecord(wish, today);
  return {
    ...givenParts({ ...record, orderId: record.orderId ?? orNull(orderId) }),
    ...idOf(wish),
    ...(startDate === null ? {} : { startDate }),
    productId: wish.productId,
    covers: [...wish.covers],
  };
}

function idOf({ activationId }: { readonly activationId: string }): { readonly activationId?: string } {
  const given = orNull(activationId);
  return given === null ? {} : { activationId: given };
}

function namedLineItems(wish: EntitlementWish, randomBytes: Making['randomBytes']): readonly Row<LineItemWish>[] {
  const covered = new Set(wish.maintenance.flatMap((row) => row.wish.covers));
  return wish.lineItems.map((row) =>
    covered.has(row.key) && row.wish.activationId.trim() === ''
      ? { ...row, wish: { ...row.wish, activationId: identifierFrom(randomBytes(identifierBytes)) } }
      : row,
  );
}

type CopyPlan = Extract<AnswerOf<'copyEntitlement'>, { readonly copiedFrom: unknown }>;

/** A new entitlement like a stored one, as the server would copy it: each item as new, under an ID of its own. */
export function copyOf(entitlement: Entitlement, plan: CopyPlan): EntitlementWish {
  return {
    header: { ...headerWishOf(entitlement), entitlementId: '' },
    orderId: '',
    lineItems: plan.lineItems.flatMap(({ copiedFrom, quantity, startDate, expirationDate }) => {
      const item = entitlement.lineItems.find(({ activationId }) => activationId === copiedFrom);
      if (item === undefined) return [];
      const wish = lineItemWishOf({ ...item, quantity, startDate, expirationDate });
      return [{ key: copiedFrom, wish: { ...likeIt(wish), orderId: '' } }];
    }),
    maintenance: plan.maintenanceLineItems.flatMap(({ copiedFrom, covers }) => {
      const item = entitlement.maintenanceLineItems.find(({ activationId }) => activationId === copiedFrom);
      if (item === undefined) return [];
      const wish = maintenanceWishOf({ ...item, covers });
      return [{ key: copiedFrom, wish: { ...wish, activationId: '', orderId: '', orderLineNumber: '' } }];
    }),
  };
}
