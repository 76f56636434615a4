import { systemActor } from '../src/accounts/rules/permissions.ts';
import { makeSignInLink } from '../src/sign-in/sign-in-link.ts';
import type { Answer, ApiWorld, Method, Request } from './api-world.ts';

/** What users of tests take as their password. */
export const password = 'a long walk in the rain';

/** Somebody who signed in: asks with the cookie, and shows the CSRF token where that is needed. */
export interface SignedIn {
  readonly cookie: string;
  readonly csrfToken: string;
  // eslint-disable-next-line typescript/no-explicit-any -- tests look at what they expect
  readonly session: any;
  readonly call: (method: Method, path: string, request?: Request) => Promise<Answer>;
}

/**
 * Signs a user of a world in, over HTTP as a browser would: by password, or by a one-time link where the user has none yet. The
 * user must be on record, active, with a valid membership: `given.user(world, { userName, memberships })`.
 */
export async function signInAs({ app, call }: Pick<ApiWorld, 'app' | 'call'>, userName: string): Promise<SignedIn> {
  const body = { userName, password };
  const known = await call('POST', 'sessions', { key: null, body });
  return signedIn(call, known.status === 201 ? known : await byLink({ app, call }, userName));
}

async function byLink({ app, call }: Pick<ApiWorld, 'app' | 'call'>, userName: string): Promise<Answer> {
  const token = tokenOf(await makeSignInLink(app, systemActor('test'), userName));
  return call('POST', `password-links/${token}`, { key: null, body: { password } });
}

/** The token at the end of a one-time address. */
export function tokenOf(address: string): string {
  return /\/password\/([\w-]{43})/.exec(address)?.[1] ?? 'no token';
}

/** Goes on with an answer that began a session. */
export function signedIn(call: ApiWorld['call'], answer: Answer): SignedIn {
  if (answer.status !== 201) throw new Error(`nobody was signed in: ${answer.status} ${answer.text}`);
  const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';
  const { csrfToken } = answer.json;
  return {
    cookie,
    csrfToken,
    session: answer.json,
    call: (method, path, request = {}) =>
      call(method, path, { ...request, key: null, headers: { cookie, 'x-csrf-token': csrfToken, ...request.headers } }),
  };
}
