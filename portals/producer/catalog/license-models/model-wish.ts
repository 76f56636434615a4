import type { Counting, LicenseTechnology, Lock } from '../../../../src/shared/vocabulary.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';
import { attributeOf, attributeWishOf, type AttributeWish } from './attribute-wish.ts';
import { overdraftOf, overdraftWishOf, type OverdraftWish } from './overdraft-wish.ts';
import { policiesOf, policiesWishOf, usualPoliciesWish, type PoliciesWish } from './policies-wish.ts';

export type LicenseModel = AnswerOf<'getLicenseModel'>;

/** What somebody types of a license model. */
export interface ModelWish {
  readonly name: string;
  readonly technology: LicenseTechnology;
  /** the producer's own technology, where `technology` is custom */
  readonly licenseTechnologyId: string | undefined;
  readonly counting: Counting;
  readonly lock: Lock;
  readonly description: string;
  readonly attributes: readonly AttributeWish[];
  readonly policies: PoliciesWish;
  readonly overdraft: OverdraftWish;
}

export const emptyModel: ModelWish = {
  name: '',
  technology: 'embedded',
  licenseTechnologyId: undefined,
  counting: 'counted',
  lock: 'nodeLocked',
  description: '',
  attributes: [],
  policies: usualPoliciesWish,
  overdraft: { kind: 'none', amount: '' },
};

export function wishOf(model: LicenseModel): ModelWish {
  const { name, technology, counting, lock } = model;
  return {
    name,
    technology,
    counting,
    lock,
    licenseTechnologyId: model.licenseTechnologyId ?? undefined,
    description: model.description ?? '',
    attributes: model.attributes.map(attributeWishOf),
    policies: policiesWishOf(model.policies),
    overdraft: overdraftWishOf(model.overdraft),
  };
}

/** A copy needs a name of its own. */
export function copyOf(model: LicenseModel): ModelWish {
  return { ...wishOf(model), name: '' };
}

/** The fields of a license model as the server takes them. */
export function recordOf(wish: ModelWish) {
  const { name, technology, counting, lock, description } = wish;
  return {
    name: name.trim(),
    technology,
    counting,
    lock,
    licenseTechnologyId: technology === 'custom' ? (wish.licenseTechnologyId ?? null) : null,
    description: description.trim() === '' ? null : description.trim(),
    attributes: wish.attributes.map(attributeOf),
    policies: policiesOf(wish.policies),
    overdraft: counting === 'counted' ? overdraftOf(wish.overdraft) : null,
  };
}
