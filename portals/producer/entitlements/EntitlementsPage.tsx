import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { Guarded } from '../../shared/SignedIn.tsx';
import { NewEntitlementVerbs } from './NewEntitlementVerbs.tsx';
import { EntitlementsTable } from './EntitlementsTable.tsx';

/** What customers bought, a row for each entitlement, folding open to its line items. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewEntitlements">
      <PageHead title={text.byOrderTitle}>
        <NewEntitlementVerbs />
      </PageHead>
      <EntitlementsTable
        empty={
          <EmptyState
            title={text.emptyTitle}
            next={
              <Group gap="xs">
                <NewEntitlementVerbs />
                <Button variant="default" renderRoot={(props) => <Link {...props} to="/imports" />}>
                  {text.emptyNext}
                </Button>
              </Group>
            }
          >
            {text.emptyText}
          </EmptyState>
        }
      />
    </Guarded>
  );
}
