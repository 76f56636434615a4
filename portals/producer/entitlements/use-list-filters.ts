import { createElement } from 'react';
import { lineItemTypes, rightStates } from '../../../src/shared/vocabulary.ts';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import type { Filter } from '../../shared/resource-table-state.ts';
import { useMay } from '../../shared/session.ts';
import { AccountPicker } from '../accounts/AccountPicker.tsx';
import { ProductPicker } from './ProductPicker.tsx';

const find: Filter = { name: 'q', label: text.find, kind: 'text' };
const state: Filter = {
  name: 'state',
  label: text.state,
  kind: 'choice',
  choices: rightStates.map((value) => ({ value, label: text[`state_${value}`] })),
};
const kind: Filter = {
  name: 'type',
  label: text.kind,
  kind: 'choice',
  choices: lineItemTypes.map((value) => ({ value, label: text[`kind_${value}`] })),
};
const orderId: Filter = { name: 'orderId', label: text.orderId, kind: 'text' };
const expires: readonly Filter[] = [
  { name: 'expiresFrom', label: text.expiresFrom, kind: 'day' },
  { name: 'expiresUntil', label: text.expiresUntil, kind: 'day' },
];

const made: Filter = { name: 'createdFrom', label: text.createdFrom, kind: 'day' };

/** The filters of the list by order. */
export function useEntitlementFilters({ hasAccount = true } = {}): readonly Filter[] {
  const [account, product] = useChoices();
  return [find, state, ...(hasAccount ? [account] : []), product, orderId, ...expires];
}

/** The filters of the list by line item. */
export function useLineItemFilters(): readonly Filter[] {
  const [account, product] = useChoices();
  return [find, state, account, product, kind, orderId, ...expires, made];
}

/** The filters of the list of maintenance. */
export function useMaintenanceFilters(): readonly Filter[] {
  const [account, product] = useChoices();
  return [find, state, account, product, orderId, ...expires];
}

/** What is chosen among: people who may not see the lists type the IDs. */
function useChoices(): readonly [account: Filter, product: Filter] {
  const may = useMay();
  return [
    may('viewAccounts') ? accountFilter : { name: 'accountId', label: text.account, kind: 'text' },
    may('viewProducts') ? productFilter : { name: 'productId', label: text.product, kind: 'text' },
  ];
}

const accountFilter: Filter = {
  name: 'accountId',
  label: text.account,
  kind: 'own',
  field: (value, onChange) => createElement(AccountPicker, { label: text.account, value, onChange, width: 200 }),
};

const productFilter: Filter = {
  name: 'productId',
  label: text.product,
  kind: 'own',
  field: (value, onChange) => createElement(ProductPicker, { label: text.product, value, onChange, width: 200 }),
};
