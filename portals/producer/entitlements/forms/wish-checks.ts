import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { ApiProblem, type Reason } from '../../../shared/api/problem.ts';
import { knownDays, type DatesWish } from './item-dates.ts';
import type { HeaderWish } from './header-wish.ts';
import type { LineItemWish } from './line-item-wish.ts';
import type { MaintenanceWish } from './maintenance-wish.ts';
import { termOf } from './term-of.ts';

/** What is missing in a line item before it can be a part of anything; the server asks for more when it is saved. */
export function checkLineItem(wish: LineItemWish, today: string): ApiProblem | null {
  const quantity = quantityWrong(wish.quantity);
  return problemOf([
    ...(wish.products.length === 0 && wish.partNumber.trim() === ''
      ? [{ code: 'products_required', message: text.needsProduct, pointer: '/products' }]
      : []),
    ...(quantity === undefined ? [] : [quantity]),
    ...checkDates(wish, today),
  ]);
}

/** What is wrong with a number of copies as it is typed; undefined where nothing is. */
export function quantityWrong(typed: string): Reason | undefined {
  const count = Number(typed);
  if (Number.isSafeInteger(count) && count > 0) return undefined;
  const isNumber = typed.trim() !== '' && !Number.isNaN(count);
  const message = isNumber ? text.quantityTooLittle(typed) : text.needsQuantity;
  return { code: 'quantity_required', message, pointer: '/quantity' };
}

/** What is missing in the head of an entitlement. */
export function checkHeader({ channelPartners }: HeaderWish): ApiProblem | null {
  return problemOf(
    channelPartners.flatMap(({ tier, accountId }, index) => [
      ...(tier.trim() === ''
        ? [{ code: 'required', message: text.needsTier, pointer: `/channelPartners/${index}/tier` }]
        : []),
      ...(accountId === ''
        ? [{ code: 'required', message: text.needsPartner, pointer: `/channelPartners/${index}/accountId` }]
        : []),
    ]),
  );
}

/** What is missing in maintenance. */
export function checkMaintenance(wish: MaintenanceWish, today: string): ApiProblem | null {
  return problemOf([
    ...(wish.productId === ''
      ? [{ code: 'products_required', message: text.needsMaintenanceProduct, pointer: '/productId' }]
      : []),
    ...checkDates(wish, today),
  ]);
}

function checkDates(wish: DatesWish, today: string): readonly Reason[] {
  const { start, end } = knownDays(wish, today);
  const pointer = '/expirationDate';
  if (start !== undefined && end !== undefined && end < start)
    return [{ code: 'start_after_end', message: text.endBeforeStart, pointer }];
  if (wish.end === 'term' && termOf(wish.term) === undefined)
    return [{ code: 'end_required', message: text.needsTerm, pointer }];
  if (wish.end === 'date' && end === undefined) return [{ code: 'end_required', message: text.needsLastDay, pointer }];
  return [];
}

function problemOf(reasons: readonly Reason[]): ApiProblem | null {
  return reasons.length === 0 ? null : new ApiProblem({ status: 422, code: 'refused', title: text.notYet, reasons });
}
