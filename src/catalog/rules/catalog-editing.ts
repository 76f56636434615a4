import type { Reason } from '../../shared/decision.ts';
import type { CatalogState } from '../../shared/vocabulary.ts';

/**
 * What may be changed of a catalog entity in each state (reference 1.6); part numbers and relationships are entities of their own.
 * A draft may be changed in everything.
 */
const editable: Readonly<Record<Exclude<CatalogState, 'draft'>, readonly string[]>> = {
  deployed: ['description', 'licenseModels'],
  inactive: ['description'],
  obsolete: ['description'],
};

/** Of products also what makes no license: who sees it, where its files are, and custom attributes change while it is sold. */
const editableOfProducts: readonly string[] = ['productLine', 'downloads', 'attributes'];

const remedies: Readonly<Record<Exclude<CatalogState, 'draft'>, string>> = {
  deployed: 'Take it back to draft while nothing refers to it, or make a new one.',
  inactive: 'Make a new one.',
  obsolete: 'Make a new one.',
};

/** What speaks against changing these fields of something in a state: one reason for each that stays as it is then. */
export function reasonsAgainstEditing(
  what: string,
  state: CatalogState,
  changed: readonly string[],
): readonly Reason[] {
  if (state === 'draft') return [];
  return changed
    .filter((field) => !editable[state].includes(field) && !(what === 'product' && editableOfProducts.includes(field)))
    .map((field) => ({
      code: 'not_editable',
      message: `The ${field} of a ${what} cannot be changed while it is ${state}.`,
      remedy: remedies[state],
      pointer: `/${field}`,
    }));
}

/** What is asked to be deleted. */
export interface Deletable {
  readonly what: string;
  /** undefined for what has no states */
  readonly state: CatalogState | undefined;
  /** what refers to it, in words */
  readonly references: readonly string[];
}

/** What speaks against a deletion: only drafts are deleted, and only while nothing refers to them; each reference is told. */
export function reasonsAgainstDeleting({ what, state, references }: Deletable): readonly Reason[] {
  const notDraft = state !== undefined && state !== 'draft';
  return [
    ...(notDraft
      ? [
          {
            code: 'not_draft',
            message: `The ${what} is ${state}, and only drafts are deleted.`,
            remedy: state === 'obsolete' ? 'It stays on record.' : 'Make it obsolete instead.',
          },
        ]
      : []),
    ...references.map((words) => ({
      code: 'in_use',
      message: `It is used by ${words}.`,
      remedy: 'Delete that, or take this out of it.',
    })),
  ];
}
