import { z } from 'zod';
import { changeAccount, createAccount, getAccount, listAccounts } from '../accounts/account-operations.ts';
import { accountOrder } from '../accounts/account-orders.ts';
import { accountChangesSchema, newAccountSchema } from '../accounts/account-schemas.ts';
import { keySchema } from '../shared/schemas.ts';
import { accountTypes } from '../shared/vocabulary.ts';
import { attributes, nullableText, pageOf, paging, search, sorting, stamps, versioned } from './answers.ts';
import { get, patch, post, type Api } from './operation.ts';

const account = z
  .strictObject({
    accountId: z.string(),
    name: z.string(),
    type: z.enum(accountTypes),
    description: nullableText,
    parents: z.array(z.string()),
    address: z.record(z.string(), z.string()),
    attributes,
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'Account' });

/** Companies and parts of them. */
export function accountRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listAccounts',
    url: '/accounts',
    summary: 'Accounts, in the order in which they were made unless told',
    permission: 'viewAccounts',
    query: {
      ...paging,
      ...sorting(accountOrder),
      ...search,
      type: z.enum(accountTypes).optional(),
      parentId: keySchema.optional().meta({ description: 'The accountId of a parent.' }),
    },
    answer: pageOf(account),
    run: ({ app, actor, query }) => listAccounts(app, actor, query),
  });
  add({
    ...post,
    id: 'createAccount',
    url: '/accounts',
    summary: 'Make an account',
    permission: 'manageAccounts',
    body: newAccountSchema,
    status: 201,
    answer: account,
    run: ({ app, actor, body }) => createAccount(app, actor, body),
    location: (made) => `/accounts/${encodeURIComponent(made.accountId)}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getAccount',
    url: '/accounts/{accountId}',
    summary: 'One account',
    permission: 'viewAccounts',
    path: { accountId: keySchema },
    answer: account,
    run: ({ app, actor, path }) => getAccount(app, actor, path.accountId),
    version: (found) => found.version,
  });
  addChange({ add });
}

function addChange({ add }: Api): void {
  add({
    ...patch,
    id: 'changeAccount',
    url: '/accounts/{accountId}',
    summary: 'Change an account',
    permission: 'manageAccounts',
    path: { accountId: keySchema },
    body: accountChangesSchema,
    takesIfMatch: true,
    answer: account,
    run: ({ app, actor, path, body, expectedVersion }) =>
      changeAccount(app, actor, path.accountId, { ...body, expectedVersion }),
    version: (changed) => changed.version,
  });
}
