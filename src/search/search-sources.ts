import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { accountText, userText } from '../accounts/account-filters.ts';
import { inScope } from '../accounts/account-scope.ts';
import { isRoleInSight } from '../accounts/role-store.ts';
import type { AccountScope } from '../accounts/rules/permissions.ts';
import {
  featureBundleText,
  featureText,
  licenseModelText,
  licenseTechnologyText,
  partNumberText,
  productLineText,
  productText,
} from '../catalog/catalog-filters.ts';
import { isProductInSight, isProductRowInSight } from '../catalog/product-line-sight.ts';
import { entitlementText, itemText } from '../entitlements/right-filters.ts';
import { isSeenEntitlement, isSeenItem, type ItemTableName, type Sight } from '../entitlements/sight.ts';
import type { HitKind } from './rules/ranking.ts';

/** Where one kind of thing is found, and how it is shown. */
export interface Source {
  readonly from: RawBuilder<unknown>;
  readonly key: RawBuilder<unknown>;
  /** the expression of its trigram index; small tables need none */
  readonly searched: RawBuilder<string>;
  readonly label: RawBuilder<unknown>;
  readonly detail: RawBuilder<unknown>;
  readonly entitlementId: RawBuilder<unknown>;
  readonly where: RawBuilder<SqlBool>;
}

/** Where a kind of thing is found of what somebody may see. */
export function sourceOf(kind: HitKind, sight: Sight): Source {
  return sources[kind](sight);
}

const none = sql`null::text`;
const everyone = sql<SqlBool>`true`;

const sources: Readonly<Record<HitKind, (sight: Sight) => Source>> = {
  entitlement: (sight) => ({
    from: sql`entitlement join account on account.id = entitlement.account_id`,
    key: sql`entitlement.entitlement_id`,
    searched: entitlementText,
    label: sql`account.name`,
    detail: sql`entitlement.state`,
    entitlementId: sql`entitlement.entitlement_id`,
    where: isSeenEntitlement(sight),
  }),
  lineItem: (sight) =>
    itemSource(
      sight,
      'line_item',
      sql`(select coalesce(string_agg(product.name || ' ' || product.version, ', ' order by line_item_product.position), '')
        from line_item_product join product on product.id = line_item_product.product_id where line_item_product.line_item_id = item.id)`,
    ),
  maintenanceLineItem: (sight) =>
    itemSource(
      sight,
      'maintenance_line_item',
      sql`(select product.name || ' ' || product.version from product where product.id = item.product_id)`,
    ),
  account: ({ scope }) => ({
    from: sql`account`,
    key: sql`account.account_id`,
    searched: accountText,
    label: sql`account.name`,
    detail: sql`account.type`,
    entitlementId: none,
    where: inScope(scope, 'account.id'),
  }),
  user: ({ scope }) => ({
    from: sql`licet_user`,
    key: sql`licet_user.user_id`,
    searched: userText,
    label: sql`licet_user.first_name || ' ' || licet_user.last_name`,
    detail: sql`licet_user.email`,
    entitlementId: none,
    where: sql<SqlBool>`licet_user.deleted_at is null and ${hasMembershipIn(scope)}`,
  }),
  product: ({ productLines }) => ({
    ...named('product', productText),
    where: isProductInSight(productLines, 'product'),
    label: sql`product.name || ' ' || product.version`,
    detail: sql`product.kind`,
  }),
  partNumber: ({ productLines }) => ({
    from: sql`part_number left join product on product.id = part_number.product_id`,
    key: sql`part_number.part_number`,
    searched: partNumberText,
    label: sql`coalesce(part_number.description, '')`,
    detail: sql`coalesce(product.name || ' ' || product.version, '')`,
    entitlementId: none,
    where: isProductRowInSight(productLines, 'part_number.product_id'),
  }),
  productLine: () => ({ ...named('product_line', productLineText), detail: sql`''` }),
  featureBundle: () => named('feature_bundle', featureBundleText),
  feature: () => ({
    ...named('feature', featureText),
    label: sql`feature.name || case when feature.version = '' then '' else ' ' || feature.version end`,
  }),
  licenseModel: () => ({ ...named('license_model', licenseModelText), detail: sql`license_model.technology` }),
  licenseTechnology: () => named('license_technology', licenseTechnologyText),
  role: ({ scope }) => ({
    from: sql`role`,
    key: sql`role.name`,
    searched: sql<string>`search_fold(role.name)`,
    label: sql`role.name`,
    detail: sql`role.kind`,
    entitlementId: none,
    where: isRoleInSight(scope),
  }),
  // Of each message the one that every language falls back to; its subject is full of code.
  emailTemplate: () => ({
    from: sql`email_template`,
    key: sql`email_template.id::text`,
    searched: sql<string>`search_fold(email_template.type || ' ' || email_template.variation)`,
    label: sql`email_template.type`,
    detail: sql`case when email_template.variation = 'DEFAULT' then '' else email_template.variation end`,
    entitlementId: none,
    where: sql<SqlBool>`email_template.active and email_template.locale = 'en'`,
  }),
};

function itemSource(sight: Sight, table: ItemTableName, label: RawBuilder<unknown>): Source {
  return {
    from: sql`${sql.table(table)} item join entitlement on entitlement.id = item.entitlement_id
      join account on account.id = entitlement.account_id`,
    key: sql`item.activation_id`,
    searched: itemText('item'),
    label,
    detail: sql`account.name`,
    entitlementId: sql`entitlement.entitlement_id`,
    where: isSeenItem(sight, table, 'item'),
  };
}

/** What has a name and mostly a state; tables call their key as they are called themselves. */
function named(table: string, searched: RawBuilder<string>): Source {
  return {
    from: sql.table(table),
    key: sql.ref(`${table}.${table}_id`),
    searched,
    label: sql.ref(`${table}.name`),
    detail: sql.ref(`${table}.state`),
    entitlementId: none,
    where: everyone,
  };
}

function hasMembershipIn(scope: AccountScope): RawBuilder<SqlBool> {
  if (scope.all) return everyone;
  return sql<SqlBool>`licet_user.id in (
    select membership.user_id from membership where ${inScope(scope, 'membership.account_id')})`;
}
