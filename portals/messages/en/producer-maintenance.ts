/** What the list of maintenance says. */
export const maintenanceText = {
  title: 'Maintenance',
  covers: 'Covers',
  start: 'Start',
  emptyTitle: 'No maintenance yet',
  emptyText: 'Maintenance line items stand in entitlements, beside the line items that they cover.',
};
