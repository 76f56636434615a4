import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { productText } from '../catalog/catalog-filters.ts';
import { dayFilter, dayRangeFilter, instantFilter, sinceFilter } from '../platform/day-filters.ts';
import { attributeFilter, choiceFilter, flagFilter, keyFilter, numberFilter } from '../platform/filter-kinds.ts';
import { textFilter, wholeFilter } from '../platform/text-filter.ts';
import type { Reader } from '../platform/database.ts';
import { conditionsOf, onAnother, type FilterValues } from '../platform/list-filters.ts';
import { licenseTechnologies, lineItemTypes, rightStates } from '../shared/vocabulary.ts';
import { entitlementFilters, itemText, rightFilters } from './right-filters.ts';

/** A table of items: line items, or maintenance. `alias` is how a statement calls it. */
export interface ItemTable {
  readonly kind: 'lineItem' | 'maintenance';
  readonly alias: string;
}

const productFilters = {
  ...keyFilter('productId', 'One that it holds.', (key) => sql`product.product_id = ${key}`),
  ...textFilter('productName', { column: 'product.name', within: { expression: productText, place: 'later' } }),
  ...textFilter('productVersion', { column: 'product.version', within: { expression: productText, place: 'later' } }),
};

const modelFilters = {
  ...choiceFilter('technology', licenseTechnologies, 'license_model.technology'),
  ...keyFilter('licenseModelId', 'One that it holds.', (key) => sql`license_model.license_model_id = ${key}`),
  ...keyFilter(
    'licenseTechnologyId',
    'The one of a license model that it holds.',
    (key) => sql`exists (select 1 from license_technology where license_technology.license_technology_id = ${key}
      and (license_technology.id = license_model.license_technology_id
        or (license_technology.technology <> 'custom' and license_technology.technology = license_model.technology)))`,
  ),
};

const partNumberFilters = textFilter('partNumber', { column: 'part_number.part_number', hasIndex: true });

const ownFilters = (alias: string) => ({
  ...textFilter('activationId', {
    column: `${alias}.activation_id`,
    within: { expression: itemText(alias), place: 'first' },
    hasIndex: true,
    isOfMany: true,
  }),
  ...textFilter('orderId', {
    column: `${alias}.order_id`,
    within: { expression: itemText(alias), place: 'later' },
    hasIndex: true,
    isOfMany: true,
  }),
  ...wholeFilter('orderLineNumber', `${alias}.order_line_number`),
  ...flagFilter('withNoOrderId', {
    yes: sql`${sql.ref(`${alias}.order_id`)} is null`,
    no: sql`${sql.ref(`${alias}.order_id`)} is not null`,
  }),
  ...dayFilter('startDate', `${alias}.start_date`),
  ...dayFilter('expirationDate', `${alias}.expiration_date`),
  ...dayRangeFilter('expiresFrom', 'expiresUntil', `${alias}.expiration_date`),
  ...flagFilter('permanent', {
    yes: sql`${sql.ref(`${alias}.permanent`)}`,
    no: sql`not ${sql.ref(`${alias}.permanent`)}`,
  }),
});

/** What one and the same item of an entitlement is asked for by. */
export const itemFilters = { ...ownFilters('item'), ...productFilters, ...modelFilters, ...partNumberFilters };

const recordFilters = (alias: string) => ({
  ...choiceFilter('state', rightStates, `${alias}.state`),
  ...instantFilter('createdAt', `${alias}.created_at`),
  ...sinceFilter('createdFrom', `${alias}.created_at`),
  ...instantFilter('updatedAt', `${alias}.updated_at`),
  ...wholeFilter('createdBy', `${alias}.created_by`),
  ...keyFilter('parentActivationId', 'What it follows.', (key) => isChildOf(alias, key)),
  ...attributeFilter(`${alias}.attributes`),
});

function isChildOf(table: string, key: string): RawBuilder<SqlBool> {
  return sql`${sql.ref(`${table}.parent_id`)} = (select parent.id from ${sql.table(table)} parent where parent.activation_id = ${key})`;
}

const lineItemOnly = {
  ...dayFilter('versionDate', 'line_item.version_date'),
  ...choiceFilter('type', lineItemTypes, 'line_item.type'),
  ...numberFilter('quantity', 'line_item.quantity'),
};

/** The filters of the list of entitlements; those of items ask for one and the same line item or maintenance line item. */
export const entitlementListFilters = { ...itemFilters, ...rightFilters, ...entitlementFilters };

/** The filters of the list of line items. */
export const lineItemListFilters = {
  ...rightFilters,
  ...itemFilters,
  ...recordFilters('line_item'),
  ...lineItemOnly,
};

/** The filters of the list of maintenance. */
export const maintenanceListFilters = {
  ...rightFilters,
  ...ownFilters('maintenance_line_item'),
  ...productFilters,
  ...recordFilters('maintenance_line_item'),
};

/** What is asked of an item by what it is and what it holds. */
export async function itemConditions(
  reader: Reader,
  table: ItemTable,
  values: FilterValues<typeof itemFilters>,
): Promise<readonly RawBuilder<SqlBool>[]> {
  const { alias, kind } = table;
  return [
    ...(await conditionsOf(reader, ownFilters(alias), values)),
    ...onAnother(await conditionsOf(reader, productFilters, values), (is) => holdsProduct(table, is)),
    ...onAnother(await conditionsOf(reader, modelFilters, values), (is) =>
      kind === 'maintenance'
        ? sql`false`
        : sql`${sql.ref(`${alias}.id`)} in (
            select held.line_item_id from line_item_license_model held
              join license_model on license_model.id = held.license_model_id where ${is})`,
    ),
    ...onAnother(await conditionsOf(reader, partNumberFilters, values), (is) =>
      kind === 'maintenance'
        ? sql`false`
        : sql`${sql.ref(`${alias}.part_number_id`)} in (select part_number.id from part_number where ${is})`,
    ),
  ];
}

/** The same with what only a list of line items asks. */
export async function lineItemConditions(reader: Reader, values: FilterValues<typeof lineItemListFilters>) {
  return [
    ...(await itemConditions(reader, { kind: 'lineItem', alias: 'line_item' }, values)),
    ...(await conditionsOf(reader, recordFilters('line_item'), values)),
    ...(await conditionsOf(reader, lineItemOnly, values)),
  ];
}

/** The same with what only a list of maintenance asks. */
export async function maintenanceConditions(reader: Reader, values: FilterValues<typeof maintenanceListFilters>) {
  const table = { kind: 'maintenance', alias: 'maintenance_line_item' } as const;
  return [
    ...(await itemConditions(reader, table, values)),
    ...(await conditionsOf(reader, recordFilters(table.alias), values)),
  ];
}

function holdsProduct({ kind, alias }: ItemTable, is: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  if (kind === 'maintenance')
    return sql`${sql.ref(`${alias}.product_id`)} in (select product.id from product where ${is})`;
  return sql`${sql.ref(`${alias}.id`)} in (
    select held.line_item_id from line_item_product held join product on product.id = held.product_id where ${is})`;
}
