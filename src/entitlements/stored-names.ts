import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';

export interface NamesOfEntitlements {
  readonly accounts: readonly string[];
  readonly products: readonly string[];
  readonly licenseModels: readonly string[];
  readonly ids: readonly string[];
}

/**
 * What stored entitlements refer to already. An entitlement is judged as a whole, so the rules must be told of this too
 * where a record names only what it adds.
 */
export async function selectNamesInStored(
  transaction: Transaction,
  entitlementIds: readonly string[],
): Promise<NamesOfEntitlements> {
  const { rows } = await sql<{ kind: keyof NamesOfEntitlements; key: string }>`
    with owner as (select entitlement.id, entitlement.account_id from entitlement where entitlement.entitlement_id = any(${entitlementIds})),
    item as (select line_item.id, line_item.activation_id, line_item.parent_id from line_item join owner on owner.id = line_item.entitlement_id),
    maintenance as (
      select maintenance_line_item.id, maintenance_line_item.activation_id, maintenance_line_item.parent_id, maintenance_line_item.product_id
        from maintenance_line_item join owner on owner.id = maintenance_line_item.entitlement_id)
    select 'accounts' as kind, account.account_id as key from owner join account on account.id = owner.account_id
    union select 'accounts', account.account_id from owner
      join entitlement_channel_partner on entitlement_channel_partner.entitlement_id = owner.id
      join account on account.id = entitlement_channel_partner.account_id
    union select 'products', product.product_id from item
      join line_item_product on line_item_product.line_item_id = item.id join product on product.id = line_item_product.product_id
    union select 'products', product.product_id from maintenance join product on product.id = maintenance.product_id
    union select 'licenseModels', license_model.license_model_id from item
      join line_item_license_model on line_item_license_model.line_item_id = item.id
      join license_model on license_model.id = line_item_license_model.license_model_id
    union select 'ids', item.activation_id from item
    union select 'ids', maintenance.activation_id from maintenance
    union select 'ids', parent.activation_id from item join line_item as parent on parent.id = item.parent_id
    union select 'ids', parent.activation_id from maintenance join maintenance_line_item as parent on parent.id = maintenance.parent_id`.execute(
    transaction,
  );
  const of = (kind: keyof NamesOfEntitlements): readonly string[] =>
    rows.flatMap((row) => (row.kind === kind ? [row.key] : []));
  return { accounts: of('accounts'), products: of('products'), licenseModels: of('licenseModels'), ids: of('ids') };
}
