import type { Transaction } from '../platform/database.ts';
import { changedNames, type Recorder } from '../platform/recording.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { Day } from '../shared/day.ts';
import { selectActivatedCopies } from './activated-copies.ts';
import { selectChains } from './chain-copies-store.ts';
import type { EntitlementKnowledge } from './entitlement-facts.ts';
import { entitlementRecorder } from './entitlement-recorder.ts';
import type { EntitlementRecord } from './entitlement-schemas.ts';
import type { StoredEntitlement } from './entitlement-store.ts';
import { reasonsAgainstChanging, type ChangeFacts, type Edits, type ItemEdit } from './rules/changing.ts';
import {
  reasonsAgainstCustomAttributes,
  reasonsAgainstMissingCustomAttributes,
} from './rules/entitlement-attributes.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

type ChangeKnowledge = EntitlementKnowledge & ChangeFacts;

/** Records changes of stored entitlements that the caller has locked: also asks what may be edited when. */
export function changingRecorder(
  stored: readonly StoredEntitlement[],
  today: Day,
): Recorder<EntitlementRecord, Entitlement, ChangeKnowledge> {
  const byId = new Map(stored.map((one) => [one.entity.entitlementId, one]));
  return {
    ...entitlementRecorder,
    find: (_transaction, keys) => Promise.resolve(new Map([...byId].filter(([key]) => keys.includes(key)))),
    learn: async (transaction, entitlements) => ({
      ...(await entitlementRecorder.learn(transaction, entitlements)),
      ...(await learnForChanging(transaction, entitlements)),
      chains: await selectChains(transaction, rootsOfChangedCopies(entitlements, byId), today),
    }),
    reasonsAgainst: (entitlement, facts, before) =>
      before === undefined
        ? entitlementRecorder.reasonsAgainst(entitlement, facts, before)
        : [
            ...reasonsAgainstChanging(entitlement, before.entity, editsOf(entitlement, before.entity), facts),
            ...reasonsAgainstCustomAttributes(entitlement, before.entity, facts.definedAttributes),
            ...reasonsAgainstMissingCustomAttributes(entitlement, before.entity, facts.definedAttributes),
          ],
  };
}

/** The roots of the chains of line items whose numbers of copies change. */
function rootsOfChangedCopies(
  entitlements: readonly Entitlement[],
  stored: ReadonlyMap<string, StoredEntitlement>,
): readonly number[] {
  return entitlements.flatMap(({ entitlementId, lineItems }) =>
    lineItems.flatMap((item) => {
      const before = stored.get(entitlementId)?.lineItems.get(item.activationId);
      return before === undefined || before.entity.quantity === item.quantity ? [] : [before.rootId];
    }),
  );
}

async function learnForChanging(transaction: Transaction, entitlements: readonly Entitlement[]) {
  const { allowEditingOfDeployedEntities } = await readSettings(transaction);
  const items = entitlements.flatMap((one) => one.lineItems.map((item) => item.activationId));
  return { allowEditingOfDeployedEntities, activated: await selectActivatedCopies(transaction, items) };
}

/** The fields that differ between an entitlement and what is stored of it. */
function editsOf(entitlement: Entitlement, stored: Entitlement): Edits {
  return {
    header: headerEdits(entitlement, stored),
    items: [
      ...itemEdits(entitlement.lineItems, stored.lineItems).map((edit): ItemEdit => ({ list: 'lineItems', ...edit })),
      ...itemEdits(entitlement.maintenanceLineItems, stored.maintenanceLineItems).map((edit): ItemEdit => ({
        list: 'maintenanceLineItems',
        ...edit,
      })),
    ],
  };
}

function headerEdits(entitlement: Entitlement, stored: Entitlement): readonly string[] {
  const names = changedNames(stored, inTierOrder(entitlement)).filter((name) => !itemLists.has(name));
  if (!names.includes('channelPartners')) return names;
  // Whom one asks at a partner is no part of the right.
  const isOnlyContacts = changedNames(withoutContacts(stored), withoutContacts(entitlement)).length === 0;
  return isOnlyContacts ? names.map((name) => (name === 'channelPartners' ? 'partnerContacts' : name)) : names;
}

const itemLists: ReadonlySet<string> = new Set(['lineItems', 'maintenanceLineItems']);

function withoutContacts(entitlement: Entitlement) {
  const partners = inTierOrder(entitlement).channelPartners.map(({ contact: _contact, ...partner }) => partner);
  return { partners };
}

function inTierOrder(entitlement: Entitlement): Entitlement {
  return {
    ...entitlement,
    channelPartners: entitlement.channelPartners.toSorted((a, b) => (a.tier < b.tier ? -1 : 1)),
  };
}

function itemEdits<Item extends LineItem | MaintenanceLineItem>(items: readonly Item[], stored: readonly Item[]) {
  const before = new Map(stored.map((item) => [item.activationId, item]));
  return items.flatMap((item, index) => {
    const earlier = before.get(item.activationId);
    const fields = earlier === undefined ? [] : changedNames(comparable(earlier), comparable(item));
    return earlier === undefined || fields.length === 0 ? [] : [{ index, before: earlier, fields }];
  });
}

function comparable<Item extends LineItem | MaintenanceLineItem>(item: Item): Item {
  return 'covers' in item ? { ...item, covers: item.covers.toSorted() } : item;
}
