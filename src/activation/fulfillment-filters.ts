import { sql } from 'kysely';
import { choiceFilter, keyFilter } from '../platform/filter-kinds.ts';
import { fulfillmentStates } from '../shared/vocabulary.ts';

/** The filters of the list of fulfillments. */
export const fulfillmentFilters = {
  ...keyFilter(
    'activationId',
    'Its line item.',
    (key) => sql`fulfillment.line_item_id = (select item.id from line_item item where item.activation_id = ${key})`,
  ),
  ...keyFilter(
    'entitlementId',
    'The entitlement of its line item.',
    (key) => sql`fulfillment.line_item_id = any(array(
      select item.id from line_item item join entitlement held on held.id = item.entitlement_id where held.entitlement_id = ${key}))`,
  ),
  ...keyFilter(
    'accountId',
    'The end customer.',
    (key) => sql`entitlement.account_id = (select holder.id from account holder where holder.account_id = ${key})`,
  ),
  ...keyFilter('hostId', 'Where it is.', (key) => sql`fulfillment.host_id = ${key}`),
  ...choiceFilter('state', fulfillmentStates, 'fulfillment.state'),
};

/** The text that fulfillments are found by, as its index has it. */
export const fulfillmentText = sql<string>`search_fold(fulfillment.fulfillment_id || ' ' || fulfillment.host_id || ' ' || coalesce(fulfillment.host_name, ''))`;

/** Where they are looked up: beside what they are of. */
export const fulfillmentPlace = {
  row: 'fulfillment.id',
  from: sql`fulfillment join line_item on line_item.id = fulfillment.line_item_id
    join entitlement on entitlement.id = line_item.entitlement_id`,
};
