import { Button, Skeleton, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementFormsText as text } from '../../messages/en/producer-entitlements-forms.ts';
import { useApi } from '../../shared/api/queries.ts';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { EntitlementForm } from './forms/EntitlementForm.tsx';
import { copyOf, emptyEntitlement } from './forms/entitlement-wish.ts';

/** Makes an entitlement; `test=true` makes a test, and `copyOf` begins with what another one holds. */
export function Page(): JSX.Element {
  const { search, setSearch } = useUrlState();
  const origin = search['copyOf'];
  const isTest = search['test'] === 'true';
  const plainTitle = isTest ? text.newTestTitle : text.newTitle;
  return (
    <Guarded permission="createEntitlements">
      <PageHead title={origin === undefined ? plainTitle : text.copyTitle(origin)}>
        <Button variant="default" onClick={() => setSearch({ test: isTest ? undefined : 'true' }, { replace: true })}>
          {isTest ? text.noTest : text.toTest}
        </Button>
      </PageHead>
      {isTest && (
        <Text size="sm" className="licet-quiet" mb="xs">
          {text.testHint}
        </Text>
      )}
      {origin === undefined ? (
        <EntitlementForm name="new" start={emptyEntitlement} isTest={isTest} />
      ) : (
        <Copy key={origin} entitlementId={origin} isTest={isTest} />
      )}
    </Guarded>
  );
}

interface CopyProps {
  readonly entitlementId: string;
  readonly isTest: boolean;
}

function Copy({ entitlementId, isTest }: CopyProps): JSX.Element {
  const path = { entitlementId };
  const origin = useApi('getEntitlement', { path }, { isOnce: true });
  const plan = useApi('copyEntitlement', { path, query: { preview: 'true' }, body: {} }, { isOnce: true });
  const error = origin.error ?? plan.error;
  if (error !== null) return <ProblemNotice problem={error} />;
  if (origin.data === undefined || plan.data === undefined) return <Skeleton height={240} />;
  if (!('copiedFrom' in plan.data)) return <></>;
  return (
    <>
      <Text size="sm" className="licet-quiet" mb="xs">
        {text.copyHint}
      </Text>
      <Copied name={entitlementId} entitlement={origin.data} plan={plan.data} isTest={isTest} />
    </>
  );
}

interface CopiedProps {
  readonly name: string;
  readonly entitlement: Parameters<typeof copyOf>[0];
  readonly plan: Parameters<typeof copyOf>[1];
  readonly isTest: boolean;
}

function Copied({ name, entitlement, plan, isTest }: CopiedProps): JSX.Element {
  const [start] = useState(() => copyOf(entitlement, plan));
  return <EntitlementForm name={name} start={start} isTest={isTest} />;
}
