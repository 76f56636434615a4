import { productRows } from '../catalog/catalog-lookups.ts';
import type { Transaction } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Day } from '../shared/day.ts';
import type { RightState } from '../shared/vocabulary.ts';
import type { NewEntitlement } from './entitlement-schemas.ts';
import { withPartNumbers } from './part-number-filling.ts';

/** What is sold new, of either kind. */
export type NewItems = Pick<NewEntitlement, 'lineItems' | 'maintenanceLineItems'>;

/** Gives new items what was left to Licet: IDs, the start of those that begin now, the model that leaves no choice, and a version date. */
export async function completeItems(transaction: Transaction, input: NewItems, state: RightState, today: Day) {
  const lineItems = await withPartNumbers(transaction, input.lineItems ?? []);
  const products = await productRows(
    transaction,
    lineItems.flatMap((item) => (item.products ?? []).map((one) => one.productId)),
  );
  const onlyModel = (item: (typeof lineItems)[number]): readonly string[] => {
    const [first = [], ...others] = (item.products ?? []).map(
      (one) => products.get(one.productId)?.licenseModels ?? [],
    );
    const common = first.filter((model) => others.every((models) => models.includes(model)));
    return common.length === 1 ? common : [];
  };
  // What has a date-based feature works with what is released until its start, unless more is said.
  const versionDateOptionOf = ({ versionDate, products: named = [] }: (typeof lineItems)[number]) => {
    const isDateBased = named.some(({ productId }) => products.get(productId)?.dateBased === true);
    return isDateBased && versionDate === undefined ? ('startDate' as const) : undefined;
  };
  return {
    lineItems: lineItems.map((item) => ({
      ...item,
      state,
      activationId: item.activationId ?? newIdentifier(),
      licenseModels: [...(item.licenseModels ?? onlyModel(item))],
      startDate: item.startDate ?? ((item.startDateOption ?? 'now') === 'now' ? today : null),
      versionDateOption: item.versionDateOption ?? versionDateOptionOf(item),
    })),
    maintenanceLineItems: (input.maintenanceLineItems ?? []).map((item) => ({
      ...item,
      state,
      activationId: item.activationId ?? newIdentifier(),
      startDate: item.startDate ?? today,
    })),
  };
}
