import { foldText } from '../../shared/folded-text.ts';

/** Everything that is found by a text, in the order in which equally good hits are shown. */
export const hitKinds = [
  'entitlement',
  'lineItem',
  'maintenanceLineItem',
  'account',
  'user',
  'product',
  'partNumber',
  'productLine',
  'featureBundle',
  'feature',
  'licenseModel',
  'licenseTechnology',
  'role',
  'emailTemplate',
] as const;

export type HitKind = (typeof hitKinds)[number];

/** Something that was found by a text. */
export interface Hit {
  readonly kind: HitKind;
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  /** of line items and maintenance, the entitlement that holds it */
  readonly entitlementId: string | null;
}

/** The best hits, each once: whose key is the text, then what begins with it, then what has it anywhere. */
export function bestHits(hits: readonly Hit[], text: string, limit: number): readonly Hit[] {
  const once = new Map(hits.map((hit) => [`${hit.kind} ${hit.key}`, hit]));
  const ranked = [...once.values()].map((hit) => ({ hit, rank: rankOf(hit, text) }));
  return ranked
    .toSorted((a, b) => a.rank - b.rank || compareHits(a.hit, b.hit))
    .slice(0, limit)
    .map(({ hit }) => hit);
}

function rankOf({ key, label }: Hit, text: string): number {
  const [wanted, ...names] = [text, key, label].map(foldText);
  if (names[0] === wanted) return 0;
  return names.some((name) => name.startsWith(wanted ?? '')) ? 1 : 2;
}

function compareHits(a: Hit, b: Hit): number {
  return hitKinds.indexOf(a.kind) - hitKinds.indexOf(b.kind) || Number(a.key > b.key) - Number(a.key < b.key);
}
