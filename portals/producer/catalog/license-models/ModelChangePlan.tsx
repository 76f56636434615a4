import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';
import { Differences } from '../../accounts/Differences.tsx';
import type { LicenseModel } from './model-wish.ts';
import {
  allowanceWords,
  attributeWords,
  cancelWords,
  extraWords,
  overdraftWords,
  technologyWords,
} from './model-words.ts';
import { countedPolicies } from './policies-wish.ts';

interface ModelChangePlanProps {
  readonly model: LicenseModel;
  readonly answer: AnswerOf<'changeLicenseModel'>;
}

/** What a change of a license model will turn into what: field by field, policy by policy, attribute by attribute. */
export function ModelChangePlan({ model, answer }: ModelChangePlanProps): JSX.Element | null {
  if (!('after' in answer)) return null;
  // The fields that differ are answered; the others are as they are.
  const after: LicenseModel = { ...model, ...answer.after };
  const [one, other] = [wordsOf(model), wordsOf(after)];
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return <Differences fields={names.map((name) => [name, one.get(name), other.get(name)])} />;
}

/** Everything that can be changed of a license model, in words. */
function wordsOf(model: LicenseModel): ReadonlyMap<string, string | null> {
  const { policies } = model;
  return new Map([
    [partsText.name, model.name],
    [partsText.description, model.description],
    [text.technology, technologyWords(model.technology)],
    [text.ownTechnology, model.licenseTechnologyId],
    [text.countingColumn, text[`counting_${model.counting}`]],
    [text.lock, text[`lock_${model.lock}`]],
    ...model.attributes.map((attribute) => [text.attribute(attribute.name), attributeWords(attribute)] as const),
    ...countedPolicies.map((name) => [text[name], allowanceWords(policies, name)] as const),
    [text.extraActivations, extraWords(policies)],
    [text.cancelLicense, cancelWords(policies)],
    [text.overdraft, overdraftWords(model.overdraft)],
  ]);
}
