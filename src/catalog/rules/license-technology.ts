import type { Reason } from '../../shared/decision.ts';
import type { CatalogState, LicenseTechnology as Kind } from '../../shared/vocabulary.ts';
import { reasonsAgainstName, type TakenNames } from './catalog-names.ts';

/** What makes the text of a license: a Liquid template, staff with a tool of their own, or a program that brings the text. */
export type LicenseGenerator =
  | { readonly kind: 'template'; readonly template: string }
  | { readonly kind: 'manual' }
  | { readonly kind: 'handsFree' };

/** How licenses are made (reference 1.9): three kinds that are built in, and the producer's own. */
export interface LicenseTechnology {
  readonly licenseTechnologyId: string;
  readonly name: string;
  readonly technology: Kind;
  readonly description: string | null;
  /** null for what is built in */
  readonly generator: LicenseGenerator | null;
  /** what its licenses may be bound to, such as `device`; empty where anything may be */
  readonly hostTypes: readonly string[];
  readonly state: CatalogState;
}

/** The letters by which the four kinds are known (reference 3.5). */
export const technologyLetters: Readonly<Record<Kind, 'E' | 'C' | 'T' | 'NF'>> = {
  embedded: 'E',
  certificate: 'C',
  trustedStorage: 'T',
  custom: 'NF',
};

export interface LicenseTechnologyFacts {
  readonly taken: TakenNames;
  /** what is wrong with templates that do not parse, by their text */
  readonly brokenTemplates: ReadonlyMap<string, string>;
}

/** What speaks against a license technology (reference 1.9): its name is free, its template parses, its host types differ. */
export function reasonsAgainstLicenseTechnology(
  technology: LicenseTechnology,
  { taken, brokenTemplates }: LicenseTechnologyFacts,
): readonly Reason[] {
  const { licenseTechnologyId: key, name, generator, hostTypes } = technology;
  const broken = generator?.kind === 'template' ? brokenTemplates.get(generator.template) : undefined;
  const repeated = hostTypes.flatMap((hostType, index) => {
    const reason: Reason = {
      code: 'repeated',
      message: `The host type ${hostType} is there twice.`,
      remedy: 'Name it once.',
      pointer: `/hostTypes/${index}`,
    };
    return hostTypes.indexOf(hostType) === index ? [] : [reason];
  });
  return [
    ...reasonsAgainstName('license technology', key, name, null, taken),
    ...(broken === undefined
      ? []
      : [{ code: 'wrong_syntax', message: broken, remedy: 'Mend the template.', pointer: '/generator/template' }]),
    ...repeated,
  ];
}

/** What speaks against any change of a license technology: it is built in. */
export function reasonsAgainstBuiltIn({
  technology,
  name,
}: Pick<LicenseTechnology, 'technology' | 'name'>): readonly Reason[] {
  if (technology === 'custom') return [];
  return [
    {
      code: 'built_in',
      message: `${name} is built in and stays as it is.`,
      remedy: 'Make a custom license technology instead.',
    },
  ];
}
