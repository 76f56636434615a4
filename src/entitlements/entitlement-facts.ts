import { sql } from 'kysely';
import { accountIds } from '../accounts/account-recorder.ts';
import { licenseModelRows, productRows } from '../catalog/catalog-lookups.ts';
import { holdPartNumbers } from '../catalog/part-number-store.ts';
import { learnDefinedAttributes } from '../custom-attributes/defined-attributes.ts';
import type { DefinedAttributes } from '../custom-attributes/rules/attribute-values.ts';
import type { Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import { holdContacts } from './contact-store.ts';
import type { Entitlement, EntitlementFacts, KnownItem } from './rules/entitlement.ts';

/** The facts for the rules, and the rows behind the keys for the store. */
export interface EntitlementKnowledge extends EntitlementFacts {
  readonly accountRow: ReadonlyMap<string, number>;
  readonly userRow: ReadonlyMap<string, number>;
  readonly productRow: ReadonlyMap<string, number>;
  readonly licenseModelRow: ReadonlyMap<string, number>;
  readonly partNumberRow: ReadonlyMap<string, number>;
  readonly itemRows: ReadonlyMap<string, { readonly id: number; readonly rootId: number }>;
  readonly definedAttributes: DefinedAttributes;
}

/** Everything that the rules must be told about some whole entitlements, in a fixed number of queries. */
export async function learnAboutEntitlements(
  transaction: Transaction,
  entitlements: readonly Entitlement[],
): Promise<EntitlementKnowledge> {
  const named = namedIn(entitlements);
  const accounts = await accountIds(transaction, named.accounts);
  const contacts = await holdContacts(transaction, named.contacts);
  const products = await productRows(transaction, named.products, { hold: true });
  const licenseModels = await licenseModelRows(transaction, named.licenseModels, { hold: true });
  const partNumbers = await holdPartNumbers(transaction, named.partNumbers);
  const identifiers = await transaction
    .selectFrom('identifier')
    .selectAll('identifier')
    .where('identifier.key', '=', sql<string>`any(${named.ids})`)
    .execute();
  await lockRoots(transaction, named.ids);
  const items = await selectKnownItems(transaction, named.ids);
  const lineItems = items.filter((item) => item.kind === 'lineItem');
  const { checkCopiesWhenCreatingChildren, channelTiers } = await readSettings(transaction);
  return {
    accounts: new Set(accounts.keys()),
    accountRow: accounts,
    accountsOfUser: new Map(
      contacts.filter((user) => !user.isDeleted).map((user) => [user.userId, new Set(user.accounts)]),
    ),
    userRow: new Map(contacts.map((user) => [user.userId, user.id])),
    channelTiers,
    products,
    productRow: new Map([...products].map(([key, row]) => [key, row.id])),
    licenseModels,
    licenseModelRow: new Map([...licenseModels].map(([key, row]) => [key, row.id])),
    partNumbers,
    partNumberRow: new Map([...partNumbers].map(([key, row]) => [key, row.id])),
    identifiers: new Map(identifiers.map((row) => [row.key, row.kind])),
    items: new Map(items.map((item): [string, KnownItem] => [item.activationId, item])),
    itemRows: new Map(items.map((item) => [item.activationId, { id: item.id, rootId: item.rootId }])),
    childrenOf: await selectLiveChildren(
      transaction,
      lineItems.map((item) => item.id),
    ),
    checkCopies: checkCopiesWhenCreatingChildren,
    definedAttributes: await learnAboutAttributes(transaction, entitlements),
  };
}

function learnAboutAttributes(
  transaction: Transaction,
  entitlements: readonly Entitlement[],
): Promise<DefinedAttributes> {
  const attributesOf = ({ attributes }: { readonly attributes: JsonObject }): JsonObject => attributes;
  return learnDefinedAttributes(
    transaction,
    new Map([
      ['entitlement', entitlements.map(attributesOf)],
      ['lineItem', entitlements.flatMap((one) => one.lineItems.map(attributesOf))],
      ['maintenanceLineItem', entitlements.flatMap((one) => one.maintenanceLineItems.map(attributesOf))],
    ]),
  );
}

function namedIn(entitlements: readonly Entitlement[]) {
  const lineItems = entitlements.flatMap((one) => one.lineItems);
  const maintenance = entitlements.flatMap((one) => one.maintenanceLineItems);
  return {
    accounts: unique(
      entitlements.flatMap((one) => [one.accountId, ...one.channelPartners.map((partner) => partner.accountId)]),
    ),
    products: unique([
      ...lineItems.flatMap((item) => item.products.map((one) => one.productId)),
      ...maintenance.map((item) => item.productId),
    ]),
    contacts: unique(
      entitlements.flatMap((one) => [...one.contacts, ...one.channelPartners.flatMap(({ contact }) => contact ?? [])]),
    ),
    licenseModels: unique(lineItems.flatMap((item) => item.licenseModels)),
    partNumbers: unique(lineItems.flatMap((item) => item.partNumber ?? [])),
    ids: unique([
      ...entitlements.map((one) => one.entitlementId),
      ...[...lineItems, ...maintenance].flatMap((item) => [item.activationId, item.parentActivationId ?? []].flat()),
      ...maintenance.flatMap((item) => item.covers),
    ]),
  };
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}

interface KnownItemRow extends KnownItem {
  readonly activationId: string;
  readonly id: number;
  readonly rootId: number;
}

// Whoever touches copies locks the root of the chain first, so that two of them never count the same copies as free.
async function lockRoots(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await sql`
    select root.id from line_item root
     where root.id in (select line_item.root_id from line_item where line_item.activation_id = any(${ids}))
     order by root.id for no key update`.execute(transaction);
}

async function selectKnownItems(transaction: Transaction, ids: readonly string[]): Promise<readonly KnownItemRow[]> {
  const { rows } = await sql<KnownItemRow>`
    select line_item.activation_id, 'lineItem' as kind, line_item.id, line_item.root_id, entitlement.entitlement_id,
           parent.activation_id as parent_activation_id, line_item.quantity, line_item.quantity - line_item.additional_copies as drawn
      from line_item join entitlement on entitlement.id = line_item.entitlement_id
      left join line_item parent on parent.id = line_item.parent_id
     where line_item.activation_id = any(${ids})
    union all
    select maintenance_line_item.activation_id, 'maintenanceLineItem', maintenance_line_item.id, maintenance_line_item.root_id,
           entitlement.entitlement_id, parent.activation_id, 0, 0
      from maintenance_line_item join entitlement on entitlement.id = maintenance_line_item.entitlement_id
      left join maintenance_line_item parent on parent.id = maintenance_line_item.parent_id
     where maintenance_line_item.activation_id = any(${ids})`.execute(transaction);
  return rows;
}

async function selectLiveChildren(transaction: Transaction, parents: readonly number[]) {
  const { rows } = await sql<{ parent: string; activationId: string; drawn: number }>`
    select parent.activation_id as parent, child.activation_id, child.quantity - child.additional_copies as drawn
      from line_item parent join line_item child on child.parent_id = parent.id
     where parent.id = any(${parents}) and child.state <> 'obsolete'`.execute(transaction);
  return new Map([...Map.groupBy(rows, (row) => row.parent)].map(([parent, children]) => [parent, children]));
}
