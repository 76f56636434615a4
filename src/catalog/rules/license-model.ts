import type { Reason } from '../../shared/decision.ts';
import type { CatalogState, Counting, LicenseTechnology, Lock, PolicyName } from '../../shared/vocabulary.ts';
import type { Term } from '../../shared/day.ts';
import { isGiven, reasonsAgainstValue, type LicenseModelAttribute } from './attribute-values.ts';
import { reasonsAgainstName, unknownReference, type TakenNames } from './catalog-names.ts';

/** How often something is allowed within a term; without a term, in all. */
export interface Allowance {
  readonly allowedCount: number;
  readonly term: Term | null;
}

/** What customers may do with what they activated, counted per line item; null for a verb: as often as they like. */
export interface LicensePolicies {
  readonly returns: Allowance | null;
  readonly repairs: Allowance | null;
  readonly rehosts: Allowance | null;
  /** copies that may be activated beyond those that were bought */
  readonly extraActivations: number;
  /** a return gives its copies back to the line item */
  readonly cancelLicense: boolean;
  /** the policies whose values each line item gives, and the model does not */
  readonly atEntitlement: readonly PolicyName[];
}

/** How much more than its count may be in use; null: nothing. */
export type Overdraft = { readonly unlimited: true } | { readonly count: number } | { readonly percent: number } | null;

/** How a license behaves (reference 1.9). */
export interface LicenseModel {
  readonly licenseModelId: string;
  readonly name: string;
  readonly technology: LicenseTechnology;
  /** the producer's own technology, where `technology` is custom; null: licenses are made by hand */
  readonly licenseTechnologyId: string | null;
  readonly counting: Counting;
  readonly lock: Lock;
  readonly description: string | null;
  readonly attributes: readonly LicenseModelAttribute[];
  readonly policies: LicensePolicies;
  readonly overdraft: Overdraft;
  readonly state: CatalogState;
}

/** The policies of a model about which nothing is said. */
export const usualPolicies: LicensePolicies = {
  returns: null,
  repairs: null,
  rehosts: null,
  extraActivations: 0,
  cancelLicense: true,
  atEntitlement: [],
};

export interface LicenseModelFacts {
  readonly taken: TakenNames;
  /** the license technologies that are named and exist */
  readonly technologies: ReadonlyMap<string, { readonly technology: LicenseTechnology; readonly state: CatalogState }>;
}

/** What speaks against a license model (reference 1.9): its name, technology, attributes and overdraft. */
export function reasonsAgainstLicenseModel(model: LicenseModel, facts: LicenseModelFacts): readonly Reason[] {
  return [
    ...reasonsAgainstName('license model', model.licenseModelId, model.name, null, facts.taken),
    ...reasonsAgainstTechnology(model, facts),
    ...model.attributes.flatMap((attribute, index) => [
      ...reasonsAgainstRepeating(model, attribute, index),
      ...reasonsAgainstAttribute(attribute, `/attributes/${index}`),
    ]),
    ...reasonsAgainstOpenPolicies(model.policies),
    ...reasonsAgainstOverdraft(model),
  ];
}

function reasonsAgainstTechnology(model: LicenseModel, facts: LicenseModelFacts): readonly Reason[] {
  const { technology, licenseTechnologyId: key } = model;
  const pointer = '/licenseTechnologyId';
  if (key === null) return [];
  const named = facts.technologies.get(key);
  if (named === undefined) return [unknownReference('license technology', key, pointer)];
  if (technology !== 'custom' || named.technology !== 'custom')
    return [
      {
        code: 'technology_not_custom',
        message: `${key} is named, but only models of technology custom name a license technology, and only a custom one.`,
        remedy: 'Leave it away, or name a custom one and choose the technology custom.',
        pointer,
      },
    ];
  return reasonsAgainstDraftTechnology(model, named.state);
}

/** What speaks against a model in production: the license technology that it names is a draft. */
export function reasonsAgainstDraftTechnology(
  { state, licenseTechnologyId: key }: Pick<LicenseModel, 'state' | 'licenseTechnologyId'>,
  technology: CatalogState | undefined,
): readonly Reason[] {
  if (state === 'draft' || technology !== 'draft') return [];
  return [
    {
      code: 'license_technology_not_deployed',
      message: `The license technology ${String(key)} is draft.`,
      remedy: 'Deploy it first.',
      pointer: '/licenseTechnologyId',
    },
  ];
}

function reasonsAgainstRepeating(
  model: LicenseModel,
  { name }: LicenseModelAttribute,
  index: number,
): readonly Reason[] {
  if (model.attributes.findIndex((one) => one.name === name) === index) return [];
  return [
    {
      code: 'repeated',
      message: `The attribute ${name} is there twice.`,
      remedy: 'Give each attribute a name of its own.',
      pointer: `/attributes/${index}/name`,
    },
  ];
}

function reasonsAgainstAttribute(attribute: LicenseModelAttribute, pointer: string): readonly Reason[] {
  const { value } = attribute;
  return [
    ...reasonsAgainstValidValues(attribute, `${pointer}/validValues`),
    ...reasonsAgainstTime(attribute, `${pointer}/value`),
    ...(value !== null && isGiven(value) ? reasonsAgainstValue(attribute, value, `${pointer}/value`) : []),
  ];
}

function reasonsAgainstValidValues(
  { name, type, validValues }: LicenseModelAttribute,
  pointer: string,
): readonly Reason[] {
  const hasNone = type !== 'text' && type !== 'multiValuedText';
  const message = `${name} has the type ${type}; only text and multiValuedText have validValues.`;
  const notAllowed = hasNone && validValues.length > 0 ? [{ code: 'valid_values_not_allowed', message, pointer }] : [];
  const repeated = validValues.flatMap((text, index) =>
    validValues.indexOf(text) === index
      ? []
      : [
          {
            code: 'repeated',
            message: `The valid value "${text}" of ${name} is there twice.`,
            pointer: `${pointer}/${index}`,
          },
        ],
  );
  return [...notAllowed, ...repeated];
}

function reasonsAgainstTime({ name, when, value }: LicenseModelAttribute, pointer: string): readonly Reason[] {
  if (when === 'model' && !isGiven(value ?? undefined))
    return [
      {
        code: 'value_required',
        message: `${name} is given in the model, so it needs its value here.`,
        remedy: 'Give the value, or choose another time.',
        pointer,
      },
    ];
  if (when === 'model' || value === null) return [];
  return [
    {
      code: 'value_not_allowed',
      message: `${name} is given ${when === 'entitlement' ? 'in the line item' : 'at activation'}, so the model has no value for it.`,
      remedy: 'Leave the value away, or choose the time model.',
      pointer,
    },
  ];
}

// What line items say is not said by the model as well, or nobody would know which of them counts.
function reasonsAgainstOpenPolicies(policies: LicensePolicies): readonly Reason[] {
  return policies.atEntitlement.flatMap((name) =>
    policies[name] === usualPolicies[name]
      ? []
      : [
          {
            code: 'value_not_allowed',
            message: `${name} is given in the line item, so the model has no value for it.`,
            remedy: 'Leave the value away, or take the policy out of atEntitlement.',
            pointer: `/policies/${name}`,
          },
        ],
  );
}

function reasonsAgainstOverdraft({ overdraft, counting }: LicenseModel): readonly Reason[] {
  if (overdraft === null || counting === 'counted') return [];
  return [
    {
      code: 'overdraft_uncounted',
      message: 'What is not counted cannot be overdrawn.',
      remedy: 'Leave the overdraft away, or choose a counted model.',
      pointer: '/overdraft',
    },
  ];
}
