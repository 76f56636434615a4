import type { CatalogState, ProductKind } from '../../../../src/shared/vocabulary.ts';
import type { ProductWish } from './product-wish.ts';

/** What the fields of a product are told, each part of them. */
export interface ProductFieldsProps {
  readonly kind: ProductKind;
  readonly wish: ProductWish;
  readonly onChange: (wish: ProductWish) => void;
  readonly problem: unknown;
  readonly state?: CatalogState;
}
