import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import type { HistorySource } from '../platform/history.ts';
import type { EntitlementKnowledge } from './entitlement-facts.ts';
import type { Entitlement } from './rules/entitlement.ts';

export interface KeptEntitlement {
  readonly id: number;
  readonly entitlement: Entitlement;
}

/** Inserts the rows of entitlements without what they hold; answers their rows in the same order. */
export async function insertEntitlementHeaders(
  transaction: Transaction,
  source: HistorySource,
  entitlements: readonly Entitlement[],
  known: EntitlementKnowledge,
): Promise<readonly number[]> {
  const ids = await allocateIds(transaction, 'entitlement', entitlements.length);
  const kept = entitlements.map((entitlement, index) => ({ entitlement, id: rowAt(ids, index) }));
  await insertRows(
    transaction,
    'entitlement',
    kept.map(({ entitlement, id }) => ({
      id,
      ...headerColumns(entitlement, known),
      createdBy: source.name,
      updatedBy: source.name,
    })),
  );
  await insertPeople(transaction, kept, known);
  return ids;
}

/** Changes the rows of entitlements without what they hold; their version grows, as what they hold is part of them. */
export async function updateEntitlementHeaders(
  transaction: Transaction,
  source: HistorySource,
  kept: readonly KeptEntitlement[],
  known: EntitlementKnowledge,
): Promise<void> {
  await updateRows(
    transaction,
    'entitlement',
    'version',
    kept.map(({ entitlement, id }) => ({ id, ...headerColumns(entitlement, known), updatedBy: source.name })),
  );
  const ids = kept.map((one) => one.id);
  await transaction
    .deleteFrom('entitlementChannelPartner')
    .where('entitlementChannelPartner.entitlementId', '=', sql<number>`any(${ids})`)
    .execute();
  await transaction
    .deleteFrom('entitlementContact')
    .where('entitlementContact.entitlementId', '=', sql<number>`any(${ids})`)
    .execute();
  await insertPeople(transaction, kept, known);
}

function headerColumns(entitlement: Entitlement, known: EntitlementKnowledge) {
  return {
    entitlementId: entitlement.entitlementId,
    accountId: rowOf(known.accountRow, entitlement.accountId),
    description: entitlement.description,
    shipToEmails: entitlement.shipToEmails,
    shipToAddress: entitlement.shipToAddress,
    emailTemplateVariation: entitlement.emailTemplateVariation,
    test: entitlement.test,
    state: entitlement.state,
    attributes: entitlement.attributes,
  };
}

// The channel partners, and who is asked about the entitlement.
async function insertPeople(
  transaction: Transaction,
  kept: readonly KeptEntitlement[],
  known: EntitlementKnowledge,
): Promise<void> {
  const rows = kept.flatMap(({ entitlement, id }) =>
    entitlement.channelPartners.map(({ tier, accountId, currentOwner, contact }) => ({
      entitlementId: id,
      tier,
      accountId: rowOf(known.accountRow, accountId),
      currentOwner,
      contactId: contact === null ? null : rowOf(known.userRow, contact),
    })),
  );
  const contacts = kept.flatMap(({ entitlement, id }) =>
    entitlement.contacts.map((userId, position) => ({
      entitlementId: id,
      userId: rowOf(known.userRow, userId),
      position,
    })),
  );
  await insertRows(transaction, 'entitlementChannelPartner', rows);
  await insertRows(transaction, 'entitlementContact', contacts);
}
