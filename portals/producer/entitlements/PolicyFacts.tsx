import type { JSX } from 'react';
import { policyNames } from '../../../src/shared/vocabulary.ts';
import { entitlementFormsText as text } from '../../messages/en/producer-entitlements-forms.ts';
import { termWishOf } from './forms/term-wish.ts';
import { termInWords } from './forms/term-words.ts';
import type { LineItem } from './item-words.ts';

type Policies = NonNullable<LineItem['policies']>;

/** What a line item says where its license models leave it open. */
export function PolicyFacts({ policies }: { readonly policies: Policies }): JSX.Element {
  return (
    <>
      {policyNames
        .filter((name) => policies[name] !== null)
        .map((name) => (
          <div key={name}>
            {text[`policy_${name}`]}: {inWords(policies[name])}
          </div>
        ))}
    </>
  );
}

function inWords(policy: Policies[keyof Policies]): string {
  if (policy === null) return text.notSaid;
  if (typeof policy === 'boolean') return policy ? text.yes : text.no;
  if (typeof policy === 'number') return String(policy);
  if ('unlimited' in policy) return text.allowanceUnlimited;
  return policy.term === null
    ? text.timesInAll(policy.allowedCount)
    : text.timesWithin(policy.allowedCount, termInWords(termWishOf(policy.term)));
}
