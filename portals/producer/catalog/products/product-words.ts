import type { AnswerOf, ItemOf } from '../../../shared/api/call.ts';

export type Product = AnswerOf<'getProduct'>;
export type ListedProduct = ItemOf<'listProducts'>;
export type Relationship = ItemOf<'listProductRelationships'>;

/** `PhotoPrint 2.0` */
export function productName({ name, version }: Pick<Product, 'name' | 'version'>): string {
  return `${name} ${version}`.trim();
}

/** The address of a product's page. */
export function productPath(productId: string): string {
  return `/products/${encodeURIComponent(productId)}`;
}
