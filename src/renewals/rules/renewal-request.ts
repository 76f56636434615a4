import { addDays } from '../../shared/day.ts';
import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import { isDeployed, uncovered, willRenewItself, type ExpiringItem } from './coverage.ts';
import { shownDays, shownItems, type ExpiringPagePolicy, type ShownItem } from './expiring-page.ts';

/** An item that may be asked for: who holds it, and what it is called. */
export interface RequestableItem {
  readonly item: ExpiringItem;
  readonly account: { readonly id: number; readonly accountId: string; readonly name: string };
  readonly products: readonly { readonly name: string; readonly version: string }[];
  /** somebody asked for it, and nobody has answered yet */
  readonly isRequested: boolean;
}

/** An item as it is asked for. */
export interface AskedItem extends ShownItem {
  readonly productName: string;
  readonly products: RequestableItem['products'];
}

/** One request that will be made: what is asked for of one account, the most urgent first. */
export interface PlannedRequest {
  readonly account: RequestableItem['account'];
  readonly items: readonly AskedItem[];
}

export interface RequestFacts {
  readonly policy: ExpiringPagePolicy;
  /** what the asker may see, by activation ID */
  readonly items: ReadonlyMap<string, RequestableItem>;
  readonly templateIsActive: boolean;
}

/** One request for each account whose items are asked for, or every reason against each of the items. */
export function planRenewalRequests(
  activationIds: readonly string[],
  facts: RequestFacts,
): Decision<readonly PlannedRequest[]> {
  const reasons = [
    ...activationIds.flatMap((activationId, index) => reasonsAgainstItem(activationId, index, facts)),
    ...(facts.templateIsActive ? [] : [templateInactive]),
  ];
  return decide(reasons, () => planned(activationIds, facts));
}

function planned(activationIds: readonly string[], { policy, items }: RequestFacts): readonly PlannedRequest[] {
  const found = [...new Set(activationIds)].flatMap((activationId) => items.get(activationId) ?? []);
  const everyDay = { ...shownDays(policy, { expired: true }), first: addDays(policy.today, -wholeCalendar) };
  return [...Map.groupBy(found, ({ account }) => account.id).values()].map((own): PlannedRequest => {
    const asked = own.flatMap(({ item, products }) =>
      shownItems(item, policy, everyDay).map((shown) => ({ ...shown, products, productName: productText(products) })),
    );
    const order = (one: AskedItem): string => `${one.expirationDate} ${one.activationId}`;
    const [first] = own;
    if (first === undefined) throw new Error('a group has at least one item');
    return { account: first.account, items: asked.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)) };
  });
}

// What has ended may be asked for however long ago it was.
const wholeCalendar = 700_000;

/** Products as a list shows them: "PhotoPrint 2.0", several joined with ", ". */
export function productText(products: RequestableItem['products']): string {
  return products.map(({ name, version }) => `${name} ${version}`).join(', ');
}

const templateInactive: Reason = {
  code: 'template_inactive',
  message: 'The template renewal-intent is not active, so nobody would be told.',
  remedy: 'Activate its English default.',
};

function reasonsAgainstItem(activationId: string, index: number, facts: RequestFacts): readonly Reason[] {
  const found = facts.items.get(activationId);
  const pointer = `/activationIds/${index}`;
  if (found === undefined)
    return [
      {
        code: 'unknown_reference',
        message: `There is no item ${activationId}, or you may not see it.`,
        remedy: 'Take it out of the list.',
        pointer,
      },
    ];
  return rules.flatMap(([code, holds, message, remedy]) =>
    holds(found, facts.policy) ? [{ code, message: `${activationId} ${message}`, remedy, pointer }] : [],
  );
}

type Rule = readonly [
  code: string,
  holds: (found: RequestableItem, policy: ExpiringPagePolicy) => boolean,
  message: string,
  remedy: string,
];

// Each that holds speaks against asking for an item.
const rules: readonly Rule[] = [
  ['not_deployed', ({ item }) => !isDeployed(item), 'or its entitlement is not deployed.', 'Ask your producer.'],
  ['does_not_expire', ({ item }) => item.permanent, 'never ends.', 'Nothing is to be renewed.'],
  [
    'end_not_known',
    ({ item }) => !item.permanent && (item.expirationDate === null || item.startDateOption === 'eachActivationDate'),
    'ends with its activations, on no day of its own.',
    'Ask again once it has begun.',
  ],
  [
    'beyond_look_ahead',
    ({ item: { expirationDate } }, { today, renewalLookAhead }) =>
      expirationDate !== null && expirationDate > addDays(today, renewalLookAhead),
    'ends later than anything that can be asked for today.',
    'Ask again when it is listed among what ends soon.',
  ],
  [
    'covered',
    ({ item }) => item.expirationDate !== null && uncovered(item).covered,
    'is taken care of by a renewal, an upgrade or an upsell.',
    'Ask for that one when its time comes.',
  ],
  [
    'renews_itself',
    ({ item }, { today, includeAutoRenewing, autoRenewalIsActive }) =>
      item.expirationDate !== null &&
      item.expirationDate >= today &&
      !includeAutoRenewing &&
      willRenewItself(item, autoRenewalIsActive),
    'renews itself.',
    'Nothing is to be done.',
  ],
  [
    'already_requested',
    ({ isRequested }) => isRequested,
    'was asked for already, and that request is open.',
    'Wait for the answer.',
  ],
];
