import { plural } from '../plural.ts';

/** Renewal requests in the Producer Portal. */
export const renewalsText = {
  title: 'Renewal requests',
  open: 'Open',
  closed: 'Closed',
  all: 'All',
  which: 'Which requests',
  requested: 'Requested',
  requestedFrom: 'Requested from',
  account: 'Account',
  by: 'By',
  asksFor: 'Asks for',
  items: (count: number) => plural('en', count, { one: '1 item', other: `${count} items` }),
  note: 'Note',
  status: 'Status',
  earliest: 'Ends first',
  request: (id: string) => `Renewal request ${id}`,
  activationId: 'Activation ID',
  product: 'Product',
  quantity: 'Quantity',
  expiration: 'Expiration',
  kind_lineItem: 'Line item',
  kind_maintenance: 'Maintenance',
  close: 'Close the request',
  closeTitle: 'Close the request',
  closeText:
    'It is taken care of: renewed, declined, or not needed any more. Whoever asked can see it, with your reason.',
  closeReason: 'Reason',
  closeReasonHint: 'Such as "renewed with order SO-2041".',
  closedBy: (who: string) => `by ${who}`,
  closedAt: 'Closed',
  closeReasonLabel: 'Why',
  closedAlready: 'This request is closed already.',
  needsUpdate: 'Your role does not let you close requests.',
  needsUpdateRemedy: 'Ask an administrator for a role with the permission updateEntitlements.',
  renewHint:
    'Renewals come with the order: as line items of type renewal, in the file or from the order system that you import.',
  emptyTitle: 'Nobody asks for a renewal',
  emptyText:
    'When customers choose what they want to go on using, on the page Expiring of the End-User Portal, their requests stand here until somebody closes them.',
};
