import { changeUser } from '../accounts/user-changing.ts';
import { listUsers } from '../accounts/user-operations.ts';
import type { App } from '../platform/app.ts';
import { notFound } from '../shared/problems.ts';
import { invite } from '../sign-in/invitation-operations.ts';
import { makeSignInLink } from '../sign-in/sign-in-link.ts';
import { operator, withLicet } from './command.ts';
import { everyItem } from './every-page.ts';
import { printJson, printLines } from './output.ts';

interface JsonOption {
  readonly json?: boolean;
}

/** `licet user sign-in-link <userName>`: whoever has it chooses the user's password. */
export async function userSignInLink(userName: string, options: JsonOption): Promise<void> {
  await withLicet(async ({ app }) => {
    const url = await makeSignInLink(app, operator, userName);
    if (options.json === true) printJson({ url });
    else printLines(url, '', `Whoever opens it chooses the password of ${userName} and is signed in. It works once.`);
  });
}

/** `licet user invite <userName>`: an email with a link to choose a password. */
export async function userInvite(userName: string, options: JsonOption): Promise<void> {
  await withLicet(async ({ app }) => {
    const invited = await invite(app, operator, { userId: await userIdOf(app, userName) });
    if (options.json === true) return printJson(invited);
    printLines(`The invitation of ${userName} (${invited.user.email}) is in the outbox.`);
    if (app.config.smtpUrl === undefined)
      printLines(`No mail server is set. To hand a link over yourself: licet user sign-in-link ${userName}`);
  });
}

/** `licet user activate <userName>`: for one who is inactive, such as after too many wrong passwords. */
export async function userActivate(userName: string, options: JsonOption): Promise<void> {
  await withLicet(async ({ app }) => {
    const request = { changes: { status: 'active' as const }, expectedVersion: undefined, preview: false };
    const changed = await changeUser(app, operator, await userIdOf(app, userName), request);
    if (options.json === true) printJson(changed);
    else printLines(`${userName} is active.`);
  });
}

async function userIdOf(app: App, userName: string): Promise<string> {
  const wanted = userName.toLowerCase();
  const found = await everyItem((request) => listUsers(app, operator, { ...request, sort: 'createdAt', q: userName }));
  const user = found.find((one) => one.userName?.toLowerCase() === wanted);
  if (user === undefined) throw notFound('user', userName);
  return user.userId;
}
