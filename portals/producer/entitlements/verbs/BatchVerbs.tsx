import { useState, type JSX } from 'react';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { Verb } from '../../../shared/Verb.tsx';
import { useReasonsAgainst } from '../../catalog/reasons-against.ts';
import { BatchDates } from './BatchDates.tsx';
import type { BatchProps } from './batch-props.ts';
import { BatchState } from './BatchState.tsx';

interface BatchVerbsProps extends Pick<BatchProps, 'activationIds' | 'maintenance'> {
  /** something was changed, so the selection is over */
  readonly onDone: () => void;
}

/** What can be done with several line items and maintenance at once. */
export function BatchVerbs({ onDone, ...chosen }: BatchVerbsProps): JSX.Element {
  const [verb, setVerb] = useState<'state' | 'dates'>();
  const against = useReasonsAgainst();
  const close = (): void => setVerb(undefined);
  return (
    <>
      <Verb variant="default" onClick={() => setVerb('state')} reasonsAgainst={against('changeEntitlementState')}>
        {text.batchState}
      </Verb>
      <Verb variant="default" onClick={() => setVerb('dates')} reasonsAgainst={against('updateEntitlements')}>
        {text.batchDates}
      </Verb>
      {verb === 'state' && <BatchState {...chosen} onClose={close} onDone={onDone} />}
      {verb === 'dates' && <BatchDates {...chosen} onClose={close} onDone={onDone} />}
    </>
  );
}
