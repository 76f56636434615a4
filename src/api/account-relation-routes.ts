import { z } from 'zod';
import { listRelatedAccounts, relateAccounts, unrelateAccounts } from '../accounts/account-relating.ts';
import { keySchema } from '../shared/schemas.ts';
import { accountTypes } from '../shared/vocabulary.ts';
import { pageOf, paging } from './answers.ts';
import { get, put, remove, type Api } from './operation.ts';

const relatedAccount = z
  .strictObject({ accountId: z.string(), name: z.string(), type: z.enum(accountTypes) })
  .meta({ id: 'RelatedAccount' });

const ends = { accountId: keySchema, otherId: keySchema };

/** Which accounts have to do with each other beside the tree. */
export function accountRelationRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listRelatedAccounts',
    url: '/accounts/{accountId}/related-accounts',
    summary: 'The accounts related to one, by their IDs',
    permission: 'viewAccounts',
    path: { accountId: keySchema },
    query: paging,
    answer: pageOf(relatedAccount),
    run: ({ app, actor, path, query }) => listRelatedAccounts(app, actor, path.accountId, query),
  });
  add({
    ...put,
    id: 'relateAccounts',
    url: '/accounts/{accountId}/related-accounts/{otherId}',
    summary: 'Relate two accounts, each to the other',
    description: 'One is a partner, the other a customer or another partner. Once more changes nothing.',
    permission: 'manageAccounts',
    path: ends,
    takesIfMatch: true,
    takesPreview: true,
    answer: relatedAccount,
    run: ({ app, actor, path, expectedVersion, preview }) =>
      relateAccounts(app, actor, { ...path, expectedVersion, preview }),
  });
  add({
    ...remove,
    id: 'unrelateAccounts',
    url: '/accounts/{accountId}/related-accounts/{otherId}',
    summary: 'End the relation of two accounts',
    permission: 'manageAccounts',
    path: ends,
    takesIfMatch: true,
    takesPreview: true,
    answer: relatedAccount,
    run: ({ app, actor, path, expectedVersion, preview }) =>
      unrelateAccounts(app, actor, { ...path, expectedVersion, preview }),
  });
}
