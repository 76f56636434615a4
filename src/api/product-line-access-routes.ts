import { z } from 'zod';
import {
  giveProductLine,
  listAccountsOfLine,
  listUsersOfLine,
  takeProductLine,
  type LineAccess,
} from '../catalog/product-line-access.ts';
import { keySchema } from '../shared/schemas.ts';
import { accountTypes } from '../shared/vocabulary.ts';
import { pageOf, paging } from './answers.ts';
import { get, put, remove, type Api } from './operation.ts';

const account = z
  .strictObject({ accountId: z.string(), name: z.string(), type: z.enum(accountTypes) })
  .meta({ id: 'AccountOfLine' });

const user = z
  .strictObject({ userId: z.string(), firstName: z.string(), lastName: z.string(), email: z.string() })
  .meta({ id: 'UserOfLine' });

const access = z
  .strictObject({
    productLineId: z.string(),
    hasAccess: z.boolean().meta({ description: 'Whether they have the product line now, or would.' }),
  })
  .meta({ id: 'ProductLineAccess' });

const line = { productLineId: keySchema };
const ofAccount = { ...line, accountId: keySchema };
const ofUser = { ...line, userId: keySchema };
const accountUrl = '/product-lines/{productLineId}/accounts/{accountId}';
const userUrl = '/product-lines/{productLineId}/users/{userId}';

const verb = { permission: 'assignProductLines', takesIfMatch: true, takesPreview: true, answer: access } as const;

const limits =
  'Whoever has product lines, by themselves or by an account, sees only products of these and of no line, and what is sold of them.';

/** Which accounts and users have a product line. */
export function productLineAccessRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listAccountsOfProductLine',
    url: '/product-lines/{productLineId}/accounts',
    summary: 'The accounts that have a product line, in the order in which they were made',
    permission: 'viewAccounts',
    path: line,
    query: paging,
    answer: pageOf(account),
    run: ({ app, actor, path, query }) => listAccountsOfLine(app, actor, path.productLineId, query),
  });
  add({
    ...get,
    id: 'listUsersOfProductLine',
    url: '/product-lines/{productLineId}/users',
    summary: 'The users who have a product line by themselves, in the order in which they were made',
    permission: 'viewUsers',
    path: line,
    query: paging,
    answer: pageOf(user),
    run: ({ app, actor, path, query }) => listUsersOfLine(app, actor, path.productLineId, query),
  });
  addVerbs({ add });
}

function addVerbs({ add }: Api): void {
  add({
    ...put,
    ...verb,
    id: 'giveProductLineToAccount',
    url: accountUrl,
    summary: 'Give a product line to an account, of which all members get it',
    description: `${limits} Once more changes nothing.`,
    path: ofAccount,
    run: ({ path, ...call }) => giveProductLine(call.app, call.actor, accessOf(call, path, 'account', path.accountId)),
  });
  add({
    ...remove,
    ...verb,
    id: 'takeProductLineFromAccount',
    url: accountUrl,
    summary: 'Take a product line away from an account',
    path: ofAccount,
    run: ({ path, ...call }) => takeProductLine(call.app, call.actor, accessOf(call, path, 'account', path.accountId)),
  });
  add({
    ...put,
    ...verb,
    id: 'giveProductLineToUser',
    url: userUrl,
    summary: 'Give a product line to a user',
    description: `${limits} Once more changes nothing.`,
    path: ofUser,
    run: ({ path, ...call }) => giveProductLine(call.app, call.actor, accessOf(call, path, 'user', path.userId)),
  });
  add({
    ...remove,
    ...verb,
    id: 'takeProductLineFromUser',
    url: userUrl,
    summary: 'Take a product line away from a user',
    path: ofUser,
    run: ({ path, ...call }) => takeProductLine(call.app, call.actor, accessOf(call, path, 'user', path.userId)),
  });
}

type Options = Pick<LineAccess, 'expectedVersion' | 'preview'>;

function accessOf(
  { expectedVersion, preview }: Options,
  { productLineId }: { readonly productLineId: string },
  kind: LineAccess['kind'],
  key: string,
): LineAccess {
  return { productLineId, kind, key, expectedVersion, preview };
}
