import { Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import type { JSX } from 'react';
import { useMessages } from '../../messages/messages.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { ApiProblem } from '../../shared/api/problem.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Day } from '../../shared/Day.tsx';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { usePathPart } from '../../shared/search-text.ts';
import { Guarded, NothingHere } from '../../shared/SignedIn.tsx';
import { RightState, type Right } from '../RightState.tsx';
import { EndDay } from './EndDay.tsx';
import { ProductNames } from './ProductNames.tsx';

type Entitlement = AnswerOf<'getEntitlement'>;

/** One entitlement with everything that it holds. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewEntitlements">
      <Owned />
    </Guarded>
  );
}

function Owned(): JSX.Element {
  const entitlementId = usePathPart('entitlementId');
  const found = useApi('getEntitlement', { path: { entitlementId } });
  if (found.error instanceof ApiProblem && found.error.status === 404) return <NothingHere />;
  if (found.error !== null) return <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton height={240} />;
  const { description } = found.data;
  return (
    <Stack gap="md">
      <PageHead title={<Key value={entitlementId} />} label={entitlementId} />
      <Text size="sm">
        <RightState right={wholeOf(found.data)} /> {description}
      </Text>
      <LineItems entitlement={found.data} />
      {found.data.maintenanceLineItems.length > 0 && <MaintenanceItems entitlement={found.data} />}
    </Stack>
  );
}

/** An entitlement lasts as long as the last of what it holds. */
function wholeOf({ state, lineItems, maintenanceLineItems }: Entitlement): Right {
  const items = [...lineItems, ...maintenanceLineItems];
  const days = items.flatMap(({ expirationDate }) => expirationDate ?? []);
  return {
    state,
    permanent: items.some(({ permanent }) => permanent),
    expirationDate: days.toSorted().at(-1) ?? null,
  };
}

function LineItems({ entitlement }: { readonly entitlement: Entitlement }): JSX.Element {
  const { customer } = useMessages();
  return (
    <section aria-label={customer.lineItemsOf}>
      <Title order={2}>{customer.lineItemsOf}</Title>
      <Table className="licet-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{customer.product}</Table.Th>
            <Table.Th className="licet-number">{customer.copies}</Table.Th>
            <Table.Th>{customer.started}</Table.Th>
            <Table.Th>{customer.expires}</Table.Th>
            <Table.Th>{customer.state}</Table.Th>
            <Table.Th>{customer.activationId}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entitlement.lineItems.map((item) => (
            <Table.Tr key={item.activationId}>
              <Table.Td data-label={customer.product}>
                <ProductNames item={item} />
              </Table.Td>
              <Table.Td data-label={customer.copies} className="licet-number">
                {item.quantity}
              </Table.Td>
              <Table.Td data-label={customer.started}>
                <Day day={item.startDate} distance={false} />
              </Table.Td>
              <Table.Td data-label={customer.expires}>
                <EndDay item={item} />
              </Table.Td>
              <Table.Td data-label={customer.state}>
                <RightState right={item} />
              </Table.Td>
              <Table.Td data-label={customer.activationId}>
                <Key value={item.activationId} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function MaintenanceItems({ entitlement }: { readonly entitlement: Entitlement }): JSX.Element {
  const { customer } = useMessages();
  return (
    <section aria-label={customer.maintenanceItemsOf}>
      <Title order={2}>{customer.maintenanceItemsOf}</Title>
      <Table className="licet-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{customer.product}</Table.Th>
            <Table.Th>{customer.covers}</Table.Th>
            <Table.Th>{customer.expires}</Table.Th>
            <Table.Th>{customer.state}</Table.Th>
            <Table.Th>{customer.activationId}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entitlement.maintenanceLineItems.map((item) => (
            <Table.Tr key={item.activationId}>
              <Table.Td data-label={customer.product}>{`${item.productName} ${item.productVersion}`}</Table.Td>
              <Table.Td data-label={customer.covers}>{item.covers.join(', ')}</Table.Td>
              <Table.Td data-label={customer.expires}>
                <EndDay item={item} />
              </Table.Td>
              <Table.Td data-label={customer.state}>
                <RightState right={item} />
              </Table.Td>
              <Table.Td data-label={customer.activationId}>
                <Key value={item.activationId} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
