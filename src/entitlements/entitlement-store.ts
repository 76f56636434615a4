import { sql, type Selectable } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { Stored } from '../platform/recording.ts';
import type { Tables } from '../platform/tables.ts';
import type { LicenseTechnology } from '../shared/vocabulary.ts';
import { lockEntitlements } from './entitlement-lock-store.ts';
import { presentLineItem, presentMaintenance, type LineItemRow, type MaintenanceRow } from './item-rows.ts';
import { contactsOf, selectChannelPartners } from './entitlement-people-store.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

type Reader = Pick<Transaction, 'selectFrom'>;

/** A product as people know it. */
export interface ProductName {
  readonly name: string;
  readonly version: string;
}

/** A stored line item: the entity, and what is kept beside it. */
export interface StoredLineItem<Item> {
  readonly id: number;
  /** the row of the first of its chain, itself where it is that */
  readonly rootId: number;
  readonly version: number;
  readonly restoreDeployed: boolean;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly entity: Item;
  /** the names of its products, in their order; of maintenance its one product */
  readonly productNames: readonly ProductName[];
  /** of its license models, each once */
  readonly technologies: readonly LicenseTechnology[];
}

export interface StoredEntitlement extends Stored<Entitlement> {
  readonly accountRow: number;
  readonly accountName: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
  readonly lineItems: ReadonlyMap<string, StoredLineItem<LineItem>>;
  readonly maintenanceLineItems: ReadonlyMap<string, StoredLineItem<MaintenanceLineItem>>;
}

/** Entitlements by their rows, whole, in a fixed number of queries; `lock` keeps other writers away. */
export async function selectEntitlements(
  reader: Reader,
  ids: readonly number[],
  options: { readonly lock: boolean },
): Promise<readonly StoredEntitlement[]> {
  if (options.lock) await lockEntitlements(reader, ids);
  const rows = await reader
    .selectFrom('entitlement')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .selectAll('entitlement')
    .select(['account.accountId as accountKey', 'account.name as accountName'])
    .select(contactsOf)
    .where('entitlement.id', '=', sql<number>`any(${ids})`)
    .orderBy('entitlement.id')
    .execute();
  const partners = await selectChannelPartners(reader, ids);
  const lineItems = await selectLineItems(reader, 'entitlement', ids, options);
  const maintenance = await selectMaintenanceLineItems(reader, 'entitlement', ids, options);
  return rows.map((row): StoredEntitlement => {
    const items = new Map((lineItems.get(row.id) ?? []).map((item) => [item.entity.activationId, item]));
    const covers = new Map((maintenance.get(row.id) ?? []).map((item) => [item.entity.activationId, item]));
    const entity: Entitlement = {
      ...presentHeader(row),
      channelPartners: partners.get(row.id) ?? [],
      lineItems: [...items.values()].map((item) => item.entity),
      maintenanceLineItems: [...covers.values()].map((item) => item.entity),
    };
    const { id, version, createdAt, createdBy, updatedAt, updatedBy } = row;
    return {
      id,
      version,
      entity,
      accountRow: row.accountId,
      accountName: row.accountName,
      createdAt,
      createdBy,
      updatedAt,
      updatedBy,
      lineItems: items,
      maintenanceLineItems: covers,
    };
  });
}

type EntitlementRow = Selectable<Tables['entitlement']> & {
  readonly accountKey: string;
  readonly contacts: readonly string[];
};

function presentHeader(
  row: EntitlementRow,
): Omit<Entitlement, 'channelPartners' | 'lineItems' | 'maintenanceLineItems'> {
  const { entitlementId, description, shipToEmails, shipToAddress, emailTemplateVariation, contacts } = row;
  const { accountKey: accountId, test, state, attributes } = row;
  return {
    entitlementId,
    accountId,
    description,
    shipToEmails,
    shipToAddress,
    emailTemplateVariation,
    contacts,
    test,
    state,
    attributes,
  };
}

/** Line items by their rows or by the rows of their entitlements, grouped by entitlement row, in their order. */
export async function selectLineItems(
  reader: Reader,
  by: 'lineItem' | 'entitlement',
  ids: readonly number[],
  options: { readonly lock: boolean },
) {
  let query = reader
    .selectFrom('lineItem')
    .leftJoin('partNumber', 'partNumber.id', 'lineItem.partNumberId')
    .selectAll('lineItem')
    .select(['partNumber.partNumber', parentOf('lineItem')])
    .where(by === 'lineItem' ? 'lineItem.id' : 'lineItem.entitlementId', '=', sql<number>`any(${ids})`)
    .orderBy('lineItem.entitlementId')
    .orderBy('lineItem.position')
    .orderBy('lineItem.id');
  if (options.lock) query = query.forNoKeyUpdate('lineItem');
  const rows = await query.execute();
  const { parts, namesOf } = await selectParts(
    reader,
    rows.map((row) => row.id),
  );
  const items = rows.map((row) => ({
    entitlementRow: row.entitlementId,
    ...storedItem(row, presentLineItem(row, parts(row.id)), namesOf(row.id)),
  }));
  return Map.groupBy(items, (item) => item.entitlementRow);
}

function parentOf(table: 'lineItem' | 'maintenanceLineItem') {
  const parent = sql`(select parent.activation_id from ${sql.table(table)} parent where parent.id = ${sql.ref(`${table}.parentId`)})`;
  return parent.$castTo<string | null>().as('parentActivationId');
}

async function selectParts(reader: Reader, ids: readonly number[]) {
  const products = await reader
    .selectFrom('lineItemProduct')
    .innerJoin('product', 'product.id', 'lineItemProduct.productId')
    .select([
      'lineItemProduct.lineItemId',
      'product.productId',
      'product.name',
      'product.version',
      'lineItemProduct.quantityPerCopy',
    ])
    .where('lineItemProduct.lineItemId', '=', sql<number>`any(${ids})`)
    .orderBy('lineItemProduct.position')
    .execute();
  const models = await reader
    .selectFrom('lineItemLicenseModel')
    .innerJoin('licenseModel', 'licenseModel.id', 'lineItemLicenseModel.licenseModelId')
    .select(['lineItemLicenseModel.lineItemId', 'licenseModel.licenseModelId', 'licenseModel.technology'])
    .where('lineItemLicenseModel.lineItemId', '=', sql<number>`any(${ids})`)
    .orderBy('lineItemLicenseModel.position')
    .execute();
  const productsOf = Map.groupBy(products, (row) => row.lineItemId);
  const modelsOf = Map.groupBy(models, (row) => row.lineItemId);
  const parts = (id: number) => ({
    products: (productsOf.get(id) ?? []).map(({ productId, quantityPerCopy }) => ({ productId, quantityPerCopy })),
    licenseModels: (modelsOf.get(id) ?? []).map((row) => row.licenseModelId),
  });
  const namesOf = (id: number) => ({
    productNames: (productsOf.get(id) ?? []).map(({ name, version }) => ({ name, version })),
    technologies: [...new Set((modelsOf.get(id) ?? []).map((row) => row.technology))],
  });
  return { parts, namesOf };
}

/** Maintenance line items by their rows or by the rows of their entitlements, grouped by entitlement row, in their order. */
export async function selectMaintenanceLineItems(
  reader: Reader,
  by: 'maintenanceLineItem' | 'entitlement',
  ids: readonly number[],
  options: { readonly lock: boolean },
) {
  let query = reader
    .selectFrom('maintenanceLineItem')
    .innerJoin('product', 'product.id', 'maintenanceLineItem.productId')
    .selectAll('maintenanceLineItem')
    .select(['product.productId as productKey', 'product.name as productName', 'product.version as productVersion'])
    .select(parentOf('maintenanceLineItem'))
    .select(
      sql<readonly string[]>`array(
      select line_item.activation_id from maintenance_link join line_item on line_item.id = maintenance_link.line_item_id
       where maintenance_link.maintenance_line_item_id = maintenance_line_item.id order by line_item.activation_id)`.as(
        'covers',
      ),
    )
    .where(
      by === 'maintenanceLineItem' ? 'maintenanceLineItem.id' : 'maintenanceLineItem.entitlementId',
      '=',
      sql<number>`any(${ids})`,
    )
    .orderBy('maintenanceLineItem.entitlementId')
    .orderBy('maintenanceLineItem.position')
    .orderBy('maintenanceLineItem.id');
  if (options.lock) query = query.forNoKeyUpdate('maintenanceLineItem');
  const rows = await query.execute();
  const items = rows.map((row) => {
    const productNames = [{ name: row.productName, version: row.productVersion }];
    const item = storedItem(row, presentMaintenance(row), { productNames, technologies: [] });
    return { entitlementRow: row.entitlementId, ...item };
  });
  return Map.groupBy(items, (item) => item.entitlementRow);
}

function storedItem<Item>(
  row: LineItemRow | MaintenanceRow,
  entity: Item,
  names: Pick<StoredLineItem<Item>, 'productNames' | 'technologies'>,
): StoredLineItem<Item> {
  const { id, rootId, version, restoreDeployed, createdAt, createdBy } = row;
  return { id, rootId, version, restoreDeployed, createdAt, createdBy, entity, ...names };
}

/** The rows of entitlements by their IDs; IDs that name nothing are left out. */
export async function entitlementRows(reader: Reader, keys: readonly string[]): Promise<readonly number[]> {
  const rows = await reader
    .selectFrom('entitlement')
    .select('entitlement.id')
    .where('entitlement.entitlementId', '=', sql<string>`any(${keys})`)
    .execute();
  return rows.map((row) => row.id);
}
