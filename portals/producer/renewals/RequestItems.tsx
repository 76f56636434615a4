import { Table } from '@mantine/core';
import type { JSX } from 'react';
import { renewalsText as text } from '../../messages/en/producer-renewals.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Day } from '../../shared/Day.tsx';
import { Key } from '../../shared/Key.tsx';
import { entitlementPath } from '../entitlements/item-words.ts';

type Items = AnswerOf<'getRenewalRequest'>['items'];

/** What a request asks to renew, each leading to its entitlement. */
export function RequestItems({ items }: { readonly items: Items }): JSX.Element {
  return (
    <Table className="licet-table" aria-label={text.asksFor}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.activationId}</Table.Th>
          <Table.Th>{text.product}</Table.Th>
          <Table.Th className="licet-number">{text.quantity}</Table.Th>
          <Table.Th>{text.expiration}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ activationId, entitlementId, kind, productName, quantity, expirationDate }) => (
          <Table.Tr key={activationId}>
            <Table.Td data-label={text.activationId}>
              <Key
                value={activationId}
                to={entitlementPath(entitlementId)}
                search={{ ...(kind === 'maintenance' ? { tab: 'maintenance' } : {}), item: activationId }}
              />
            </Table.Td>
            <Table.Td data-label={text.product}>
              <div>
                {productName}
                {kind === 'maintenance' && <span className="licet-quiet"> {text.kind_maintenance}</span>}
              </div>
            </Table.Td>
            <Table.Td data-label={text.quantity} className="licet-number">
              {quantity}
            </Table.Td>
            <Table.Td data-label={text.expiration}>
              <Day day={expirationDate} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
