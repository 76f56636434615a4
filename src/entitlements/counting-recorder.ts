import type { DailyRecorder } from '../platform/recording.ts';
import type { Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import { selectEverActivated } from './activated-copies.ts';
import { selectChains } from './chain-copies-store.ts';
import type { EntitlementKnowledge } from './entitlement-facts.ts';
import { entitlementRecorder } from './entitlement-recorder.ts';
import type { EntitlementRecord } from './entitlement-schemas.ts';
import { reasonsAgainstCopiesInUse } from './rules/copies-in-use.ts';
import type { ChainItem } from './rules/copies.ts';
import type { Entitlement } from './rules/entitlement.ts';
import { reasonsAgainstUsedDrafts } from './rules/states-with-activations.ts';

interface CountingKnowledge extends EntitlementKnowledge {
  /** the whole chains of what is stored of them */
  readonly chains: readonly ChainItem[];
  /** stored line items among those that are drafts now, or in one, of which something was ever activated */
  readonly everActivated: ReadonlySet<string>;
}

/** Records entitlements as a file says they are, never with fewer copies than are active, nor as a draft of what was activated. */
export const countingRecorder: DailyRecorder<EntitlementRecord, Entitlement, CountingKnowledge> = {
  entity: entitlementRecorder.entity,
  keyOf: entitlementRecorder.keyOf,
  on: (today) => ({
    ...entitlementRecorder,
    learn: async (transaction, entitlements) => {
      const known = await entitlementRecorder.learn(transaction, entitlements);
      return {
        ...known,
        chains: await selectUsedChains(transaction, entitlements, known, today),
        everActivated: await selectUsedDrafts(transaction, entitlements, known),
      };
    },
    reasonsAgainst: (entitlement, facts, stored) => [
      ...entitlementRecorder.reasonsAgainst(entitlement, facts, stored),
      ...(stored === undefined ? [] : reasonsAgainstCopiesInUse(entitlement.lineItems, facts.chains)),
      ...reasonsAgainstUsedDrafts(entitlement, facts.everActivated),
    ],
  }),
};

async function selectUsedChains(
  transaction: Transaction,
  entitlements: readonly Entitlement[],
  { items, itemRows }: EntitlementKnowledge,
  today: Day,
): Promise<readonly ChainItem[]> {
  const changed = entitlements
    .flatMap((one) => one.lineItems)
    .filter((item) => {
      const known = items.get(item.activationId);
      if (known === undefined) return false;
      return known.quantity !== item.quantity || known.drawn !== item.quantity - item.additionalCopies;
    });
  const roots = changed.flatMap((item) => itemRows.get(item.activationId)?.rootId ?? []);
  return roots.length === 0 ? [] : selectChains(transaction, roots, today);
}

async function selectUsedDrafts(
  transaction: Transaction,
  entitlements: readonly Entitlement[],
  { items }: EntitlementKnowledge,
): Promise<ReadonlySet<string>> {
  const drafts = entitlements.flatMap(({ state, lineItems }) =>
    lineItems.filter((item) => (state === 'draft' || item.state === 'draft') && items.has(item.activationId)),
  );
  if (drafts.length === 0) return new Set();
  return selectEverActivated(
    transaction,
    drafts.map((item) => item.activationId),
  );
}
