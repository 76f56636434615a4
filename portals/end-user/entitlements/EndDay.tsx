import type { JSX } from 'react';
import { useMessages } from '../../messages/messages.ts';
import { Day } from '../../shared/Day.tsx';

/** The last day of a right; a permanent one never ends. */
export function EndDay({
  item,
}: {
  readonly item: { readonly permanent: boolean; readonly expirationDate: string | null };
}): JSX.Element {
  const { customer } = useMessages();
  return item.permanent ? <>{customer.neverExpires}</> : <Day day={item.expirationDate} />;
}
