import type { Product, Relationship } from './product-words.ts';
import type { PictureProduct } from './picture-parts.ts';

export type FamilyMember = PictureProduct & Pick<Product, 'state'>;

/** The versions of a product with everything that is related to one of them. */
export interface Family {
  readonly name: string;
  readonly members: readonly FamilyMember[];
  readonly relationships: readonly Relationship[];
  /** how many of its members are too many to be shown */
  readonly hiddenCount: number;
}

type Version = Pick<Product, 'productId' | 'name' | 'version' | 'kind' | 'state'>;

/**
 * A family out of its versions and their relationships. Of more than `max` members the versions come first, then the others in
 * the order of the relationships; a relationship stays where both its sides do.
 */
export function familyOf(
  name: string,
  versions: readonly Version[],
  relationships: readonly Relationship[],
  max: number,
): Family {
  const all = new Map(versions.map((version) => [version.productId, memberOf(version)]));
  for (const { fromProductId, toProductId, fromProduct, toProduct } of relationships) {
    if (!all.has(fromProductId)) all.set(fromProductId, memberOf({ productId: fromProductId, ...fromProduct }));
    if (!all.has(toProductId)) all.set(toProductId, memberOf({ productId: toProductId, ...toProduct }));
  }
  const members = [...all.values()].slice(0, max);
  const shown = new Set(members.map(({ productId }) => productId));
  return {
    name,
    members,
    relationships: relationships.filter((one) => shown.has(one.fromProductId) && shown.has(one.toProductId)),
    hiddenCount: all.size - members.length,
  };
}

function memberOf({ productId, name, version, kind, state }: Version): FamilyMember {
  return { productId, name, version, state, isMaintenance: kind === 'maintenance' };
}
