import type { CatalogState } from '../../../../src/shared/vocabulary.ts';
import type { ModelWish } from './model-wish.ts';

/** What every part of the form of a license model is told. */
export interface ModelFieldsProps {
  readonly wish: ModelWish;
  readonly onChange: (wish: ModelWish) => void;
  readonly problem: unknown;
  readonly state?: CatalogState;
}
