import type { LineItem } from '../../entitlements/rules/entitlement.ts';
import type { LicenseTechnology } from '../../shared/vocabulary.ts';
import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import type { ChildPlan, ChildType, ChildWish, GivenFields, ParentFacts } from './child.ts';
import { continuationOf, parentAfter } from './continuation.ts';
import { reasonsAgainstChild } from './reasons-against-child.ts';

/** What one of the parent's products can be replaced with. */
export interface ReplacementPath {
  readonly fromProductId: string;
  readonly toProductId: string;
  readonly defaultLicenseModelId: string | null;
}

export interface ReplacementWish extends ChildWish {
  readonly productId: string;
  /** also where the license technologies can never follow each other */
  readonly createIncompatible?: boolean | undefined;
}

export interface ReplacementFacts extends ParentFacts {
  /** undefined where there is no such product */
  readonly product: { readonly productId: string; readonly licenseModels: readonly string[] } | undefined;
  /** from the parent's products to the one that is asked for, by the relationships that the verb goes by */
  readonly paths: readonly ReplacementPath[];
}

type ReplacementType = Exclude<ChildType, 'renewal'>;

/**
 * An upgrade or upsell of a line item (reference 3.3, 3.4): the product that it becomes, in place of those that have a
 * relationship to it, for the same time. Or every reason against it.
 */
export function planReplacement(
  type: ReplacementType,
  wish: ReplacementWish,
  facts: ReplacementFacts,
): Decision<ChildPlan> {
  const models = wish.fields.licenseModels ?? decidedModels(facts);
  const reasons = [
    ...reasonsAgainstChild(type, wish, facts),
    ...reasonsAgainstPath(type, wish, facts),
    ...reasonsAgainstModels(models, wish, facts),
  ];
  return decide(reasons, () => {
    const products = productsAfter(wish.productId, facts);
    const different = {
      ...datesOf(wish, facts),
      licenseModels: models,
      products,
      partNumber: wish.fields.partNumber ?? null,
    };
    return {
      child: continuationOf(type, wish, facts, different),
      anchorDate: null,
      coveredBy: facts.maintenance.map(({ item }) => item.activationId),
      parent: parentAfter(wish, facts),
    };
  });
}

function reasonsAgainstPath(
  type: ReplacementType,
  { productId }: ReplacementWish,
  facts: ReplacementFacts,
): readonly Reason[] {
  if (facts.product === undefined)
    return [
      {
        code: 'unknown_reference',
        message: `There is no product ${productId}.`,
        remedy: 'Create it first.',
        pointer: '/productId',
      },
    ];
  if (facts.paths.length > 0) return [];
  const from = facts.parent.products.map((product) => product.productId).join(', ');
  return [
    {
      code: `no_${type}_path`,
      message: `No ${type} leads from ${from === '' ? 'nothing' : from} to ${productId}.`,
      remedy: `Relate the two products by a relationship of type ${type} first.`,
      pointer: '/productId',
    },
  ];
}

// The same model where the product has it, else the only one of the product, else the default of the relationship.
function decidedModels({ parent, product, paths }: ReplacementFacts): readonly string[] {
  const linked = product?.licenseModels ?? [];
  const kept = parent.licenseModels.filter((model) => linked.includes(model));
  if (kept.length > 0) return kept;
  if (linked.length === 1) return linked;
  return paths.flatMap((path) => path.defaultLicenseModelId ?? []).slice(0, 1);
}

function reasonsAgainstModels(
  models: readonly string[],
  wish: ReplacementWish,
  { parent, product, models: known }: ReplacementFacts,
): readonly Reason[] {
  const [first] = models;
  if (first === undefined)
    return product === undefined
      ? []
      : [
          {
            code: 'license_model_undetermined',
            message: `${product.productId} has none of the license models of ${parent.activationId}, and not just one of its own.`,
            remedy: 'Name one in licenseModels, or give the relationship a default one.',
            pointer: '/licenseModels',
          },
        ];
  const [from, to] = [known.get(parent.licenseModels[0] ?? '')?.technology, known.get(first)?.technology];
  if (wish.createIncompatible === true || from === undefined || to === undefined || !isIncompatible(from, to))
    return [];
  return [
    {
      code: 'incompatible_license_technology',
      message: `A license of the technology ${from} can never be followed by one of ${to}.`,
      remedy: 'Name a license model of another technology, or ask for it with createIncompatible.',
      pointer: '/licenseModels',
    },
  ];
}

/** The pairs of reference 3.5 that can never be activated. */
const incompatible: Readonly<Partial<Record<LicenseTechnology, readonly LicenseTechnology[]>>> = {
  custom: ['trustedStorage'],
  certificate: ['trustedStorage'],
  embedded: ['certificate', 'trustedStorage'],
};

/** True where licenses of one technology can never be followed by those of another (reference 3.5). */
export function isIncompatible(from: LicenseTechnology, to: LicenseTechnology): boolean {
  return incompatible[from]?.includes(to) ?? false;
}

// An upgrade never buys time: it lasts as long as its parent, from the same start, unless dates are given.
function datesOf({ fields }: ReplacementWish, { parent }: ReplacementFacts): Partial<LineItem> {
  const end = givenEnd(fields);
  if (fields.startDate === undefined && fields.startDateOption === undefined && end === undefined)
    return parent.startDate === null ? {} : { startDateOption: 'now' };
  const expirationDate = parent.term === null ? parent.expirationDate : null;
  return { ...startOf(fields, parent), ...(end ?? { expirationDate }) };
}

/** What is said of the end, with nothing left of the parent's; undefined where nothing is. */
function givenEnd({ permanent = false, term = null, expirationDate = null }: GivenFields) {
  const isGiven = permanent || term !== null || expirationDate !== null;
  return isGiven ? { permanent, term, expirationDate } : undefined;
}

function startOf(
  { startDate = null, startDateOption }: GivenFields,
  parent: LineItem,
): Pick<LineItem, 'startDateOption' | 'startDate'> {
  const isKnown = startDate !== null || parent.startDate !== null;
  const option = startDateOption ?? (isKnown ? 'now' : parent.startDateOption);
  return { startDateOption: option, startDate: startDate ?? (option === 'now' ? parent.startDate : null) };
}

function productsAfter(productId: string, { parent, paths }: ReplacementFacts): LineItem['products'] {
  const replaced = new Set(paths.map((path) => path.fromProductId));
  const quantityPerCopy = parent.products.find((one) => replaced.has(one.productId))?.quantityPerCopy ?? 1;
  const kept = parent.products.filter((one) => !replaced.has(one.productId) && one.productId !== productId);
  return [{ productId, quantityPerCopy }, ...kept];
}
