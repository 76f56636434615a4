import type { GeneratorKind } from '../../../../src/shared/vocabulary.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';

export type LicenseTechnology = AnswerOf<'getLicenseTechnology'>;

/** What somebody types of a license technology. */
export interface TechnologyWish {
  readonly name: string;
  readonly description: string;
  readonly generator: GeneratorKind;
  readonly template: string;
  readonly hostTypes: readonly string[];
}

export const emptyTechnology: TechnologyWish = {
  name: '',
  description: '',
  generator: 'template',
  template: '',
  hostTypes: [],
};

export function wishOf({ name, description, generator, hostTypes }: LicenseTechnology): TechnologyWish {
  return {
    name,
    description: description ?? '',
    generator: generator?.kind ?? 'manual',
    template: generator?.kind === 'template' ? generator.template : '',
    hostTypes,
  };
}

/** A copy needs a name of its own. */
export function copyOf(technology: LicenseTechnology): TechnologyWish {
  return { ...wishOf(technology), name: '' };
}

/** The fields of a license technology as the server takes them. */
export function recordOf({ name, description, generator, template, hostTypes }: TechnologyWish) {
  return {
    name: name.trim(),
    description: description.trim() === '' ? null : description.trim(),
    generator: generator === 'template' ? { kind: generator, template } : { kind: generator },
    hostTypes: [...hostTypes],
  };
}
