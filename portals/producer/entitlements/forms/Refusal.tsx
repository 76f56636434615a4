import { Alert, List, UnstyledButton } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { ApiProblem, type Reason } from '../../../shared/api/problem.ts';
import { ProblemNotice, Remedy } from '../../../shared/ProblemNotice.tsx';
import { withFieldWords } from '../verbs/field-words.ts';
import { isUnder } from './problem-parts.ts';

/** An item of the form, and where it stands in the request. */
export interface RefusedItem {
  readonly pointer: string;
  readonly name: string;
  readonly open: () => void;
}

interface RefusalProps {
  readonly problem: unknown;
  readonly items: readonly RefusedItem[];
}

/** Why the entitlement was not saved: every reason, each leading to the item that it is about. */
export function Refusal({ problem, items }: RefusalProps): JSX.Element | null {
  if (problem === null) return null;
  if (!(problem instanceof ApiProblem) || problem.reasons.length === 0) return <ProblemNotice problem={problem} />;
  return (
    <Alert ref={toIt} tabIndex={-1} color="red" variant="outline" title={text.notSaved} role="alert">
      <List size="sm" spacing={4}>
        {problem.reasons.map((reason) => (
          <List.Item key={`${reason.code} ${reason.pointer ?? ''} ${reason.message}`}>
            <ReasonLine reason={reason} item={items.find(({ pointer }) => isUnder(reason, pointer))} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** Whoever has pressed the button is led to what it answers. */
function toIt(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'center' });
}

function ReasonLine({
  reason,
  item,
}: {
  readonly reason: Reason;
  readonly item: RefusedItem | undefined;
}): JSX.Element {
  return (
    <>
      {item !== undefined && (
        <>
          <UnstyledButton fz="sm" className="licet-link" onClick={item.open}>
            {item.name}
          </UnstyledButton>
          {': '}
        </>
      )}
      {withFieldWords(reason.message)}
      {reason.remedy !== undefined && <Remedy>{reason.remedy}</Remedy>}
    </>
  );
}
