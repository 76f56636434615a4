import { licenseModelRows, productRows } from '../catalog/catalog-lookups.ts';
import { selectActivatedCopies } from '../entitlements/activated-copies.ts';
import { lockChains, type ChainRow } from '../entitlements/chain-copies-store.ts';
import type { StoredEntitlement, StoredLineItem } from '../entitlements/entitlement-store.ts';
import type { LineItem } from '../entitlements/rules/entitlement.ts';
import type { Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { Day } from '../shared/day.ts';
import type { RelationshipType } from '../shared/vocabulary.ts';
import { selectAllowances, selectAnchors, selectPaths, type TypedPath } from './child-facts-store.ts';
import type { ChildRequest } from './child-request.ts';
import type { ChildType, ParentFacts } from './rules/child.ts';
import { liveEndsBelow } from './rules/live-ends.ts';
import type { RenewalFacts } from './rules/renew.ts';
import type { ReplacementFacts } from './rules/replace.ts';

/** A line item that is to be continued, with the entitlement that holds it. */
export interface ParentTarget {
  readonly request: ChildRequest;
  readonly holder: StoredEntitlement;
  readonly item: StoredLineItem<LineItem>;
}

/** The relationships that each verb goes by; from a demo to production is an upgrade (reference 3.3). */
const relationships: Readonly<Record<'upgrade' | 'upsell', readonly RelationshipType[]>> = {
  upgrade: ['upgrade', 'demo'],
  upsell: ['upsell'],
};

/** What the rules must be told about some line items that are to be continued, in a fixed number of queries. */
export async function learnForChildren(transaction: Transaction, targets: readonly ParentTarget[], today: Day) {
  const rows = targets.map(({ item }) => item.id);
  const chains = await lockChains(transaction, rows, today);
  const childrenOf = Map.groupBy(chains, (item) => item.parentActivationId ?? '');
  const chainOf = Map.groupBy(chains, (item) => item.rootId);
  const settings = await readSettings(transaction);
  const catalog = await learnAboutCatalog(transaction, targets);
  const closing = targets.filter(({ request }) => request.wish.allowActivationsOnParent === false);
  const closed = closing.map(({ item }) => item.entity.activationId);
  const activated = await selectActivatedCopies(transaction, closed);
  const anchors = await selectAnchors(transaction, rows);
  const parentFacts = ({ holder, item }: ParentTarget): ParentFacts => ({
    today,
    entitlementId: holder.entity.entitlementId,
    entitlementState: holder.entity.state,
    parent: item.entity,
    children: (childrenOf.get(item.entity.activationId) ?? []).flatMap(drawingOf),
    liveEnds: childrenOf.has(item.entity.activationId)
      ? liveEndsBelow(chainOf.get(item.rootId) ?? [], item.entity.activationId)
      : [],
    checkCopies: settings.checkCopiesWhenCreatingChildren,
    policy: { ...settings, activated, everActivated: new Set() },
    maintenance: holder.entity.maintenanceLineItems
      .filter((one) => one.state !== 'obsolete' && one.covers.includes(item.entity.activationId))
      .map((one) => ({ item: one, allows: catalog.allowances.get(one.productId) ?? everything })),
    models: catalog.models,
  });
  return {
    renewalFacts: (target: ParentTarget): RenewalFacts => ({
      ...parentFacts(target),
      hasDateBasedFeature: target.item.entity.products.some(
        ({ productId }) => catalog.permanent.get(productId)?.dateBased === true,
      ),
      anchorDate: anchors.get(target.item.id) ?? null,
    }),
    replacementFacts: (target: ParentTarget, type: 'upgrade' | 'upsell', productId: string): ReplacementFacts => ({
      ...parentFacts(target),
      product: catalog.products.get(productId),
      paths: pathsFor(catalog.paths, target.item.entity, relationships[type], productId),
    }),
  };
}

async function learnAboutCatalog(transaction: Transaction, targets: readonly ParentTarget[]) {
  const replacements = targets.flatMap(({ request }) => (request.type === 'renewal' ? [] : [request.wish.productId]));
  const held = (items: readonly ParentTarget[]) =>
    items.flatMap(({ item }) => item.entity.products.map((one) => one.productId));
  const products = await productRows(transaction, replacements, { hold: true });
  const paths = await selectPaths(transaction, held(targets), replacements);
  const maintained = targets.flatMap(({ holder }) => holder.entity.maintenanceLineItems.map((one) => one.productId));
  const models = targets.flatMap(({ request, item }) => [
    ...item.entity.licenseModels,
    ...(request.wish.fields.licenseModels ?? []),
  ]);
  return {
    products,
    paths,
    allowances: await selectAllowances(transaction, maintained),
    // Only of these it is asked what their features are.
    permanent: await productRows(transaction, held(targets.filter(({ item }) => item.entity.permanent))),
    models: await licenseModelRows(transaction, [
      ...models,
      ...[...products.values()].flatMap((product) => product.licenseModels),
      ...paths.flatMap((path) => path.defaultLicenseModelId ?? []),
    ]),
  };
}

function pathsFor(
  paths: readonly TypedPath[],
  { products }: LineItem,
  types: readonly RelationshipType[],
  productId: string,
): readonly TypedPath[] {
  const from = new Set(products.map((one) => one.productId));
  return paths.filter(
    (path) => path.toProductId === productId && from.has(path.fromProductId) && types.includes(path.type),
  );
}

/** The facts of many verbs at once. */
export type ChildKnowledge = Awaited<ReturnType<typeof learnForChildren>>;

const everything: Readonly<Record<ChildType, boolean>> = { renewal: true, upgrade: true, upsell: true };

function drawingOf({ state, activationId, quantity, additionalCopies }: ChainRow): ParentFacts['children'] {
  return state === 'obsolete' ? [] : [{ activationId, drawn: quantity - additionalCopies }];
}
