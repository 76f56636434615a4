import type { Reason } from '../../shared/decision.ts';
import { reasonsAgainstName, type TakenNames } from './catalog-names.ts';

/** Products that belong together for those who sell, search and may see them (reference 1.6). */
export interface ProductLine {
  readonly productLineId: string;
  readonly name: string;
  readonly description: string | null;
}

/** What speaks against a product line: its name is free. */
export function reasonsAgainstProductLine(line: ProductLine, taken: TakenNames): readonly Reason[] {
  return reasonsAgainstName('product line', line.productLineId, line.name, null, taken);
}
