import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { Guarded } from '../../shared/SignedIn.tsx';
import { EntitlementsTable } from './EntitlementsTable.tsx';

/** What customers bought, a row for each entitlement, folding open to its line items. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewEntitlements">
      <PageHead title={text.byOrderTitle} />
      <EntitlementsTable
        empty={
          <EmptyState
            title={text.emptyTitle}
            next={<Button renderRoot={(props) => <Link {...props} to="/imports" />}>{text.emptyNext}</Button>}
          >
            {text.emptyText}
          </EmptyState>
        }
      />
    </Guarded>
  );
}
