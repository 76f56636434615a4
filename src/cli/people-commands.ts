import { z } from 'zod';
import { newApiKeySchema, newUserSchema } from '../accounts/account-schemas.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../accounts/api-key-operations.ts';
import { createUser, listUsers } from '../accounts/user-operations.ts';
import type { PageRequest } from '../platform/paging.ts';
import { keySchema } from '../shared/schemas.ts';
import { operator, withLicet } from './command.ts';
import { UsageError } from './explanation.ts';
import { everyItem, everyPage } from './every-page.ts';
import { parseOptions } from './option-parsing.ts';
import { printJson, printJsonWithList, printLines, printTable } from './output.ts';

interface JsonOption {
  readonly json?: boolean;
}

/** `licet api-key create`: the key is shown this once. */
export async function apiKeyCreate(
  options: JsonOption & { readonly name: string; readonly role: readonly string[]; readonly expires?: string },
): Promise<void> {
  const { name, role: roles, expires: expiresAt } = options;
  const optionOf = { '/name': '--name', '/roles': '--role', '/expiresAt': '--expires' };
  const input = parseOptions(newApiKeySchema, { name, roles, expiresAt }, optionOf);
  await withLicet(async ({ app }) => {
    const made = await createApiKey(app, operator, input);
    if (options.json === true) return printJson(made);
    printLines(made.key, '', 'This key is shown only this once. Send it as "Authorization: Bearer <key>".');
  });
}

/** `licet api-key list`. */
export async function apiKeyList(options: JsonOption): Promise<void> {
  await withLicet(async ({ app }) => {
    const list = (request: PageRequest) => listApiKeys(app, operator, request);
    if (options.json === true) return printJsonWithList({}, 'items', everyPage(list));
    const keys = await everyItem(list);
    printTable(
      ['ID', 'NAME', 'KEY BEGINS', 'ROLES', 'EXPIRES', 'REVOKED'],
      keys.map((key) => [
        key.apiKeyId,
        key.name,
        key.prefix,
        key.roles.join(', '),
        key.expiresAt ?? 'never',
        key.revokedAt ?? '',
      ]),
    );
  });
}

/** `licet api-key revoke <id>`. */
export async function apiKeyRevoke(apiKeyId: string): Promise<void> {
  await withLicet(async ({ app }) => {
    await revokeApiKey(app, operator, apiKeyId);
    printLines(`The API key ${apiKeyId} is revoked.`);
  });
}

const accountOption = z.strictObject({ accountId: keySchema });

/** `licet user list`. */
export async function userList(options: JsonOption & { readonly account?: string }): Promise<void> {
  const accountId = options.account;
  if (accountId !== undefined) parseOptions(accountOption, { accountId }, { '/accountId': '--account' });
  await withLicet(async ({ app }) => {
    const list = (request: PageRequest) => listUsers(app, operator, { ...request, accountId });
    if (options.json === true) return printJsonWithList({}, 'items', everyPage(list));
    const users = await everyItem(list);
    printTable(
      ['USER', 'NAME', 'EMAIL', 'STATUS', 'ACCOUNTS'],
      users.map((user) => [
        user.userName ?? '',
        `${user.firstName} ${user.lastName}`,
        user.email,
        user.status,
        user.memberships.map((one) => one.accountId).join(', '),
      ]),
    );
  });
}

export interface UserCreateOptions extends JsonOption {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly account?: string;
  readonly role: readonly string[];
  readonly locale?: string;
  readonly reminders?: boolean;
}

/** `licet user create`. */
export async function userCreate(options: UserCreateOptions): Promise<void> {
  if (options.role.length > 0 && options.account === undefined)
    throw new UsageError('--role needs the --account in which the role is held.');
  const input = parseOptions(newUserSchema, userOf(options), optionOfUser);
  await withLicet(async ({ app }) => {
    const user = await createUser(app, operator, input);
    if (options.json === true) printJson(user);
    else printLines(`Created the user ${user.userId} (${user.email}).`);
  });
}

const optionOfUser = {
  '/memberships/0/accountId': '--account',
  '/memberships/0/roles': '--role',
  '/userName': '--email',
  '/email': '--email',
  '/firstName': '--first-name',
  '/lastName': '--last-name',
  '/locale': '--locale',
};

function userOf({ email, firstName, lastName, account, role: roles, locale, reminders }: UserCreateOptions): object {
  const memberships = account === undefined ? [] : [{ accountId: account, roles }];
  const subscriptions = { expiringEntitlements: reminders === true };
  return { userName: email, email, firstName, lastName, locale, memberships, subscriptions };
}
