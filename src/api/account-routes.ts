import { z } from 'zod';
import { deleteAccount } from '../accounts/account-deleting.ts';
import {
  changeAccount,
  createAccount,
  getAccount,
  listAccounts,
  listSubAccounts,
} from '../accounts/account-operations.ts';
import { accountFilters } from '../accounts/account-filters.ts';
import { accountOrder } from '../accounts/account-orders.ts';
import { accountChangesSchema, newAccountSchema } from '../accounts/account-schemas.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema } from '../shared/schemas.ts';
import { accountTypes } from '../shared/vocabulary.ts';
import { attributes, flag, nullableText, pageOf, paging, search, sorting, stamps, versioned } from './answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

const account = z
  .strictObject({
    accountId: z.string(),
    name: z.string(),
    type: z.enum(accountTypes),
    description: nullableText,
    parents: z.array(z.string()),
    address: z.record(z.string(), z.string()),
    attributes,
    visibleToOthers: z
      .boolean()
      .meta({ description: 'false: users of other accounts do not see it by way of a relation.' }),
    productLines: z
      .array(z.string())
      .meta({ description: 'Product lines that all its members get. For the producer; empty for others.' }),
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'Account' });

const accountChangePlan = z
  .strictObject({
    before: attributes.meta({ description: 'The fields that would change, as they are.' }),
    after: attributes.meta({ description: 'The same fields as they would be.' }),
  })
  .meta({ id: 'AccountChangePlan' });

const deletion = z
  .strictObject({
    deleted: z.strictObject({ accounts: z.array(z.string()) }),
    subAccounts: z.array(z.string()).meta({ description: 'Accounts that stay, and lose a parent.' }),
    users: z.array(z.string()).meta({ description: 'Users who lose a membership; they stay.' }),
    emails: z.int().meta({ description: 'Messages on record that go with the accounts.' }),
  })
  .meta({ id: 'AccountDeletion' });

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
      ...filterParameters(accountFilters),
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
  addSubAccounts({ add });
  addChange({ add });
}

function addSubAccounts({ add }: Api): void {
  add({
    ...get,
    id: 'listSubAccounts',
    url: '/accounts/{accountId}/sub-accounts',
    summary: 'The accounts right below one, or whatever is below, by their IDs unless told',
    permission: 'viewAccounts',
    path: { accountId: keySchema },
    query: {
      ...paging,
      ...sorting({ ...accountOrder, usual: 'accountId' }),
      ...search,
      deep: flag.optional().meta({ description: 'true: at every level below.' }),
    },
    answer: pageOf(account),
    run: ({ app, actor, path, query }) => listSubAccounts(app, actor, path.accountId, query),
  });
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
    takesPreview: true,
    answer: z.union([account, accountChangePlan]),
    run: ({ app, actor, path, body, expectedVersion, preview }) =>
      changeAccount(app, actor, path.accountId, { changes: body, expectedVersion, preview }),
    version: (changed) => ('version' in changed ? changed.version : undefined),
  });
  add({
    ...remove,
    id: 'deleteAccount',
    url: '/accounts/{accountId}',
    summary: 'Delete an account that nothing refers to',
    description:
      'What is below it stays and moves to the top, unless subtree takes it along; what is also below another account stays there. ' +
      'With force, memberships of users who belong nowhere else end too, and emails on record go. Entitlements never do.',
    permission: 'manageAccounts',
    path: { accountId: keySchema },
    query: {
      subtree: flag.optional().meta({ description: 'true: also whatever is below it.' }),
      force: flag.optional().meta({ description: 'true: also where users belong to it alone.' }),
    },
    takesIfMatch: true,
    takesPreview: true,
    answer: deletion,
    run: ({ app, actor, path, query, expectedVersion, preview }) =>
      deleteAccount(app, actor, path.accountId, {
        subtree: query.subtree === true,
        force: query.force === true,
        expectedVersion,
        preview,
      }),
  });
}
