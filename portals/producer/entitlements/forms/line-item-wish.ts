import type { Json, VersionDateOption } from '../../../../src/shared/vocabulary.ts';
import { attributesOf, attributeWishOf, noAttributes, type AttributeWish } from '../../attributes/attribute-wish.ts';
import type { LineItem } from '../item-words.ts';
import { endOfStored, endRecord, usualDates, type DatesWish } from './item-dates.ts';
import { noPolicies, policiesOf, policyWishOf, type PolicyWish } from './policy-wish.ts';
import { noTerm, oneYear, termText, termWishOf, type TermWish } from './term-wish.ts';

/** A value of an attribute of a license model. */
export type ModelValue = Exclude<Json, object> | readonly string[] | null;

/** What somebody types of a line item. Texts that are empty are not given. */
export interface LineItemWish extends DatesWish {
  readonly activationId: string;
  readonly products: readonly { readonly productId: string; readonly quantityPerCopy: number }[];
  readonly partNumber: string;
  readonly licenseModels: readonly string[];
  readonly licenseModelAttributes: Readonly<Record<string, ModelValue>>;
  readonly policies: PolicyWish;
  readonly notice: string;
  readonly serialNumber: string;
  readonly quantity: string;
  readonly versionDateOption: VersionDateOption;
  readonly versionDate: string;
  readonly versionTerm: TermWish;
  readonly autoRenew: 'no' | 'term' | 'date';
  readonly autoRenewTerm: TermWish;
  readonly autoRenewUntil: string;
  readonly description: string;
  readonly orderId: string;
  readonly orderLineNumber: string;
  readonly attributes: AttributeWish;
}

export const emptyLineItem: LineItemWish = {
  ...usualDates,
  activationId: '',
  products: [],
  partNumber: '',
  licenseModels: [],
  licenseModelAttributes: {},
  policies: noPolicies,
  notice: '',
  serialNumber: '',
  quantity: '1',
  versionDateOption: 'now',
  versionDate: '',
  versionTerm: noTerm,
  autoRenew: 'no',
  autoRenewTerm: oneYear,
  autoRenewUntil: '',
  description: '',
  orderId: '',
  orderLineNumber: '',
  attributes: noAttributes,
};

/** A stored line item, to be typed over. */
export function lineItemWishOf(item: LineItem): LineItemWish {
  return {
    ...datesOf(item),
    ...renewalOf(item),
    activationId: item.activationId,
    products: item.products.map(({ productId, quantityPerCopy }) => ({ productId, quantityPerCopy })),
    partNumber: item.partNumber ?? '',
    licenseModels: item.licenseModels,
    licenseModelAttributes: valuesOf(item.licenseModelAttributes),
    policies: policyWishOf(item.policies),
    notice: item.notice ?? '',
    serialNumber: item.serialNumber ?? '',
    quantity: String(item.quantity),
    description: item.description ?? '',
    orderId: item.orderId ?? '',
    orderLineNumber: item.orderLineNumber ?? '',
    attributes: attributeWishOf(item.attributes),
  };
}

function datesOf(item: LineItem) {
  return {
    startDateOption: item.startDateOption,
    startDate: item.startDate ?? '',
    end: endOfStored(item),
    term: termWishOf(item.term),
    expirationDate: item.expirationDate ?? '',
    versionDateOption: item.versionDateOption,
    versionDate: item.versionDate ?? '',
    versionTerm: termWishOf(item.versionTerm),
  };
}

function renewalOf({ autoRenew }: LineItem): Pick<LineItemWish, 'autoRenew' | 'autoRenewTerm' | 'autoRenewUntil'> {
  if (autoRenew === null) return { autoRenew: 'no', autoRenewTerm: oneYear, autoRenewUntil: '' };
  return 'term' in autoRenew
    ? { autoRenew: 'term', autoRenewTerm: termWishOf(autoRenew.term), autoRenewUntil: '' }
    : { autoRenew: 'date', autoRenewTerm: oneYear, autoRenewUntil: autoRenew.expirationDate };
}

function valuesOf(values: Readonly<Record<string, unknown>>): LineItemWish['licenseModelAttributes'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueOf(value)]));
}

function valueOf(value: unknown): ModelValue {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Another one like it, without what no two line items share. */
export function likeIt(wish: LineItemWish): LineItemWish {
  return { ...wish, activationId: '', orderLineNumber: '', serialNumber: '' };
}

/** The next one of an order begins with the days and the order of the one before. */
export function nextTo(wish: LineItemWish | undefined): LineItemWish {
  if (wish === undefined) return emptyLineItem;
  const { startDateOption, startDate, end, term, expirationDate, orderId } = wish;
  return { ...emptyLineItem, startDateOption, startDate, end, term, expirationDate, orderId };
}

/** The whole line item as the server takes it; what is not given is null. */
export function lineItemRecord(wish: LineItemWish) {
  return {
    products: wish.products.map(({ productId, quantityPerCopy }) => ({ productId, quantityPerCopy })),
    partNumber: orNull(wish.partNumber),
    licenseModels: [...wish.licenseModels],
    licenseModelAttributes: givenValues(wish.licenseModelAttributes),
    policies: policiesOf(wish.policies),
    notice: orNull(wish.notice),
    serialNumber: orNull(wish.serialNumber),
    quantity: Number(wish.quantity),
    startDateOption: wish.startDateOption,
    startDate: wish.startDateOption === 'now' ? orNull(wish.startDate) : null,
    ...endRecord(wish),
    ...versionRecord(wish),
    autoRenew: wish.end === 'permanent' ? null : renewalRecord(wish),
    description: orNull(wish.description),
    orderId: orNull(wish.orderId),
    orderLineNumber: orNull(wish.orderLineNumber),
    attributes: attributesOf(wish.attributes),
  };
}

function versionRecord({ versionDateOption, versionDate, versionTerm }: LineItemWish) {
  return {
    versionDateOption,
    versionDate: versionDateOption === 'now' ? orNull(versionDate) : null,
    versionTerm: versionDateOption === 'versionStartDateLater' ? termText(versionTerm) : null,
  };
}

function renewalRecord({ autoRenew, autoRenewTerm, autoRenewUntil }: LineItemWish) {
  if (autoRenew === 'no') return null;
  return autoRenew === 'term' ? { term: termText(autoRenewTerm) ?? '' } : { expirationDate: autoRenewUntil };
}

function givenValues(values: LineItemWish['licenseModelAttributes']) {
  const given = Object.entries(values).map(([name, value]) => [name, isList(value) ? [...value] : value] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== null && value !== '' && !isNoList(value)));
}

function isList(value: ModelValue): value is readonly string[] {
  return Array.isArray(value);
}

function isNoList(value: ModelValue): boolean {
  return isList(value) && value.length === 0;
}

/** A text without blanks at its ends; null where nothing is left. */
export function orNull(text: string): string | null {
  const given = text.trim();
  return given === '' ? null : given;
}
