import type { Reason } from '../../shared/decision.ts';
import { reasonsAgainstCopies } from './copies-drawn.ts';
import { reasonsAgainstCopiesInUse } from './copies-in-use.ts';
import type { ChainItem } from './copies.ts';
import { isAlwaysEditable, reasonsAgainstEditing } from './editing.ts';
import type { Entitlement, EntitlementFacts, LineItem, MaintenanceLineItem } from './entitlement.ts';
import { weakerState } from './line-item-states.ts';
import { editedForLink } from './linking.ts';
import { reasonsAgainstEntitlement } from './reasons-against-entitlement.ts';
import { reasonsAgainstChangedSale, reasonsAgainstMaintenanceProduct } from './selling.ts';

/** One item of an entitlement of which something changes. */
export type ItemEdit =
  | {
      readonly list: 'lineItems';
      readonly index: number;
      readonly before: LineItem;
      readonly fields: readonly string[];
    }
  | {
      readonly list: 'maintenanceLineItems';
      readonly index: number;
      readonly before: MaintenanceLineItem;
      readonly fields: readonly string[];
    };

/** What changes of an entitlement: the names of its own fields, and of those of its items. */
export interface Edits {
  readonly header: readonly string[];
  readonly items: readonly ItemEdit[];
}

export interface ChangeFacts extends EntitlementFacts {
  /** copies that are activated, by activation ID; what is not here has none */
  readonly activated: ReadonlyMap<string, number>;
  readonly allowEditingOfDeployedEntities: boolean;
  /** whole chains of the line items whose numbers of copies change */
  readonly chains: readonly ChainItem[];
}

/**
 * What speaks against changing a stored entitlement and what it holds: what may be edited when, and everything that is asked
 * of a new one, as far as it concerns what changes. What was wrong before elsewhere stands in nobody's way.
 */
export function reasonsAgainstChanging(
  entitlement: Entitlement,
  stored: Entitlement,
  edits: Edits,
  facts: ChangeFacts,
): readonly Reason[] {
  const { allowEditingOfDeployedEntities } = facts;
  const header = { kind: 'entitlement', key: stored.entitlementId, state: stored.state, activated: 0 } as const;
  return [
    ...reasonsAgainstEditing({ ...header, allowEditingOfDeployedEntities }, edits.header, ''),
    ...edits.items.flatMap((edit) => [
      ...reasonsAgainstEditingItem(edit, stored, facts),
      ...reasonsAgainstItem(entitlement, edit, facts),
    ]),
    ...reasonsAgainstEntitlement(entitlement, facts, stored).filter((reason) => concerns(edits, reason)),
    ...(facts.checkCopies ? [] : reasonsAgainstFewerCopies(entitlement, edits, facts)),
    ...reasonsAgainstCopiesInUse(entitlement.lineItems, facts.chains),
  ];
}

function reasonsAgainstEditingItem(edit: ItemEdit, stored: Entitlement, facts: ChangeFacts): readonly Reason[] {
  const { activationId: key, state } = edit.before;
  const edited = {
    kind: edit.list === 'lineItems' ? 'lineItem' : 'maintenanceLineItem',
    key,
    state: weakerState(stored.state, state),
    activated: facts.activated.get(key) ?? 0,
    allowEditingOfDeployedEntities: facts.allowEditingOfDeployedEntities,
  } as const;
  return reasonsAgainstEditing(edited, edit.fields, pointerOf(edit));
}

// Texts and the like may be changed whatever has become of the catalog since.
function reasonsAgainstItem(entitlement: Entitlement, edit: ItemEdit, facts: ChangeFacts): readonly Reason[] {
  const { index, fields } = edit;
  const pointer = pointerOf(edit);
  if (edit.list === 'maintenanceLineItems') {
    const item = entitlement.maintenanceLineItems[index];
    if (item === undefined) return [];
    return [
      ...(fields.includes('productId') ? reasonsAgainstMaintenanceProduct(item, pointer, entitlement.test, facts) : []),
      ...reasonsAgainstNewCoverage(entitlement, item, edit.before, `${pointer}/covers`),
    ];
  }
  const item = entitlement.lineItems[index];
  if (item === undefined || fields.every((field) => isAlwaysEditable('lineItem', field))) return [];
  return reasonsAgainstChangedSale(item, fields, pointer, entitlement.test, facts);
}

// As a link by itself: nothing begins to cover what is inactive or obsolete.
function reasonsAgainstNewCoverage(
  holder: Entitlement,
  { covers }: MaintenanceLineItem,
  before: MaintenanceLineItem,
  pointer: string,
): readonly Reason[] {
  const added = new Set(covers.filter((key) => !before.covers.includes(key)));
  return holder.lineItems
    .filter(({ activationId }) => added.has(activationId))
    .flatMap((item) => reasonsAgainstEditing(editedForLink('lineItem', { holder, item }), ['maintenance'], ''))
    .map((reason) => ({ ...reason, pointer }));
}

function concerns({ header, items }: Edits, { code, pointer = '' }: Reason): boolean {
  const isOfItem = /^\/(lineItems|maintenanceLineItems)(\/|$)/.test(pointer);
  if (!isOfItem) return header.length > 0;
  // Copies are told of whichever of parent and children comes first.
  if (code === 'insufficient_copies') return items.some(changesCopies);
  return items.some((edit) => `${pointer}/`.startsWith(`${pointerOf(edit)}/`));
}

function changesCopies({ fields }: ItemEdit): boolean {
  return fields.includes('quantity');
}

// Where children may draw more than there is, nobody takes away from below them what they have drawn already.
function reasonsAgainstFewerCopies(entitlement: Entitlement, { items }: Edits, facts: ChangeFacts): readonly Reason[] {
  const fewer = items.filter(
    (edit) =>
      edit.list === 'lineItems' &&
      (entitlement.lineItems[edit.index]?.quantity ?? edit.before.quantity) < edit.before.quantity,
  );
  if (fewer.length === 0) return [];
  return reasonsAgainstCopies(entitlement, facts).filter(({ pointer }) =>
    fewer.some((edit) => pointer === `${pointerOf(edit)}/quantity`),
  );
}

function pointerOf({ list, index }: ItemEdit): string {
  return `/${list}/${index}`;
}
