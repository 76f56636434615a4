import { createApiKey, listApiKeys, revokeApiKey } from '../accounts/api-key-operations.ts';
import { createUser, listUsers } from '../accounts/user-operations.ts';
import { operator, UsageError, withLicet } from './command.ts';
import { printJson, printLines, printTable } from './output.ts';

interface JsonOption {
  readonly json?: boolean;
}

const pageMax = 500;

/** `licet api-key create`: the key is shown this once. */
export async function apiKeyCreate(
  options: JsonOption & { readonly name: string; readonly role: readonly string[]; readonly expires?: string },
): Promise<void> {
  await withLicet(async ({ app }) => {
    const made = await createApiKey(app, operator, {
      name: options.name,
      roles: [...options.role],
      expiresAt: options.expires ?? null,
    });
    if (options.json === true) return printJson(made);
    printLines(made.key, '', 'This key is shown only this once. Send it as "Authorization: Bearer <key>".');
  });
}

/** `licet api-key list`. */
export async function apiKeyList(options: JsonOption): Promise<void> {
  await withLicet(async ({ app }) => {
    const { items } = await listApiKeys(app, operator, { limit: pageMax });
    if (options.json === true) return printJson({ items });
    printTable(
      ['ID', 'NAME', 'KEY BEGINS', 'ROLES', 'EXPIRES', 'REVOKED'],
      items.map((key) => [
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

/** `licet user list`. */
export async function userList(options: JsonOption & { readonly account?: string }): Promise<void> {
  await withLicet(async ({ app }) => {
    const { items } = await listUsers(app, operator, { limit: pageMax, accountId: options.account });
    if (options.json === true) return printJson({ items });
    printTable(
      ['USER', 'NAME', 'EMAIL', 'STATUS', 'ACCOUNTS'],
      items.map((user) => [
        user.userName,
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
  await withLicet(async ({ app }) => {
    const { email, firstName, lastName, locale, reminders } = options;
    const memberships = options.account === undefined ? [] : [{ accountId: options.account, roles: [...options.role] }];
    const user = await createUser(app, operator, {
      userName: email,
      email,
      firstName,
      lastName,
      locale,
      memberships,
      subscriptions: { expiringEntitlements: reminders === true },
    });
    if (options.json === true) printJson(user);
    else printLines(`Created the user ${user.userId} (${user.email}).`);
  });
}
