import { Text } from '@mantine/core';
import type { JSX } from 'react';
import { copiesDrawn } from '../../../src/entitlements/rules/copies-drawn.ts';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import type { LineItem } from './item-words.ts';

interface CopiesBarProps {
  readonly item: LineItem;
  /** its children */
  readonly lineItems: readonly LineItem[];
}

/** The copies of a line item as a bar: what its children drew, and what is left; the words beside it say the same. */
export function CopiesBar({ item, lineItems }: CopiesBarProps): JSX.Element {
  const drawing = lineItems
    .filter(({ state }) => state !== 'obsolete')
    .map((child) => ({ child, drawn: copiesDrawn(child) }));
  const left = Math.max(0, item.quantity - drawing.reduce((sum, { drawn }) => sum + drawn, 0));
  const parts = [
    text.copiesSold(item.quantity),
    ...drawing.map(({ child, drawn }) =>
      text.copiesDrawn(drawn, text[`kind_${child.type}`].toLowerCase(), child.activationId),
    ),
    text.copiesLeft(left),
  ];
  return (
    <>
      <Bar parts={drawing.map(({ drawn }) => drawn)} left={left} />
      <Text size="sm">{parts.join(' · ')}</Text>
      {item.parentActivationId !== null && item.additionalCopies > 0 && (
        <Text size="xs" className="licet-quiet">
          {item.additionalCopies} {text.copiesOwn}
        </Text>
      )}
    </>
  );
}

function Bar({ parts, left }: { readonly parts: readonly number[]; readonly left: number }): JSX.Element {
  const sum = Math.max(1, parts.reduce((total, part) => total + part, 0) + left);
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((total, part) => total + part, 0));
  return (
    <svg className="licet-bar" viewBox="0 0 100 4" preserveAspectRatio="none" height="14" width="100%" aria-hidden>
      <rect x="0" y="0" width="100" height="4" className="licet-bar-left" />
      {parts.map((part, index) => (
        <rect
          // The same children in the same order make the same bar.
          key={starts[index]}
          x={((starts[index] ?? 0) / sum) * 100}
          y="0"
          width={Math.max(0, (part / sum) * 100 - 0.4)}
          height="4"
          className="licet-bar-drawn"
        />
      ))}
    </svg>
  );
}
