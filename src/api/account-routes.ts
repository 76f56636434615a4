import { z } from 'zod';
import { createAccount, getAccount, listAccounts } from '../accounts/account-operations.ts';
import { newAccountSchema } from '../accounts/account-schemas.ts';
import { keySchema } from '../shared/schemas.ts';
import { accountTypes } from '../shared/vocabulary.ts';
import { attributes, nullableText, pageOf, paging, search, stamps, versioned } from './answers.ts';
import { get, post, type Api } from './operation.ts';

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
    summary: 'Accounts, in the order in which they were made',
    permission: 'viewAccounts',
    query: { ...paging, ...search, type: z.enum(accountTypes).optional(), parentAccountId: keySchema.optional() },
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
}
