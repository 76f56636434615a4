import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useMessages } from '../../messages/messages.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { useFormat } from '../../shared/days.ts';
import { Mark } from '../../shared/Mark.tsx';

/** Whether somebody of the company has asked for a renewal already, and when; or that the supplier has answered. */
export function RequestMark({ item }: { readonly item: ItemOf<'listExpiringEntitlements'> }): JSX.Element {
  const { customer } = useMessages();
  const format = useFormat();
  if (item.request !== null)
    return (
      <Link to="/requests">
        {item.request.status === 'open' ? (
          <Mark tone="good">{customer.requestedOn(format.instant(item.request.requestedAt))}</Mark>
        ) : (
          <Mark tone="quiet">{customer.closed}</Mark>
        )}
      </Link>
    );
  return item.renewsItself ? <Mark tone="quiet">{customer.renewsItself}</Mark> : <></>;
}
