import { Skeleton, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { useApi } from '../../shared/api/queries.ts';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { LineItemRows } from './LineItemRows.tsx';

/** The line items of an entitlement that is folded open in a list. */
export function EntitlementDetail({ entitlementId }: { readonly entitlementId: string }): JSX.Element {
  const answer = useApi('getEntitlement', { path: { entitlementId } });
  if (answer.error !== null) return <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined)
    return (
      <Stack gap={6} py={4}>
        <Skeleton height={18} />
        <Skeleton height={18} />
      </Stack>
    );
  const { lineItems } = answer.data;
  if (lineItems.length === 0) return <span className="licet-quiet">{text.noLineItems}</span>;
  return <LineItemRows entitlementId={entitlementId} lineItems={lineItems} />;
}
