import type { ProductKind, RelationshipType } from '../../../../src/shared/vocabulary.ts';

/** What a product can be to another: the type, and on which side it stands itself. */
export interface Relation {
  readonly key: string;
  readonly type: RelationshipType;
  readonly side: 'from' | 'to';
  /** what can stand on the other side */
  readonly otherKind: 'sold' | 'maintenance';
  /** line items get a license model by it */
  readonly hasModel: boolean;
}

const upgradeFrom = relation('upgrade', 'from', { hasModel: true });
const covers = relation('maintenance', 'to', {});
const ofSold: readonly [Relation, ...Relation[]] = [
  upgradeFrom,
  relation('upgrade', 'to', { hasModel: true }),
  relation('upsell', 'from', { hasModel: true }),
  relation('upsell', 'to', { hasModel: true }),
  relation('maintenance', 'from', { otherKind: 'maintenance' }),
  relation('demo', 'from', {}),
  relation('demo', 'to', {}),
];

/** What a product of a kind can be to others (reference 1.7). */
export function relationsOf(kind: ProductKind): readonly [Relation, ...Relation[]] {
  return kind === 'maintenance' ? [covers] : ofSold;
}

/** The relationship as the server takes it. */
export function relationshipFor(
  { type, side, hasModel }: Relation,
  own: string,
  other: string,
  defaultLicenseModelId: string | null,
) {
  const [fromProductId, toProductId] = side === 'from' ? [own, other] : [other, own];
  return { fromProductId, toProductId, type, ...(hasModel ? { defaultLicenseModelId } : {}) };
}

function relation(
  type: RelationshipType,
  side: Relation['side'],
  rest: Partial<Pick<Relation, 'otherKind' | 'hasModel'>>,
): Relation {
  return { key: `${type} ${side}`, type, side, otherKind: 'sold', hasModel: false, ...rest };
}
