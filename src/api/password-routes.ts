import { inEvenTime } from '../sign-in/even-time.ts';
import { choosePassword, getPasswordLink } from '../sign-in/password-link-operations.ts';
import { z } from 'zod';
import { linkPurposes } from '../sign-in/rules/password-link.ts';
import { requestPasswordReset } from '../sign-in/password-reset-operations.ts';
import { chosenPasswordSchema, passwordResetSchema } from '../sign-in/sign-in-schemas.ts';
import { instant, nullableText } from './answers.ts';
import { get, post, type Api } from './operation.ts';
import { audience, given, sendSession, session } from './session-routes.ts';

const passwordLink = z
  .strictObject({
    purpose: z.enum(linkPurposes),
    portal: audience,
    userName: nullableText,
    firstName: nullableText,
    expiresAt: instant,
  })
  .meta({ id: 'PasswordLink' });

const path = { token: z.string().min(1).max(255) };

/** One-time links by which somebody chooses a password. */
export function passwordRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'getPasswordLink',
    url: '/password-links/{token}',
    summary: 'What a one-time link is for; 404 where it is unknown, used or over',
    permission: null,
    public: true,
    callsPerMinute: 100,
    path,
    answer: passwordLink,
    run: (call) => getPasswordLink(call.app, call.path.token),
  });
  add({
    ...post,
    id: 'choosePassword',
    url: '/password-links/{token}',
    summary: 'Choose a password by a one-time link, and be signed in',
    permission: null,
    public: true,
    callsPerMinute: 100,
    answersSecret: true,
    path,
    body: chosenPasswordSchema,
    status: 201,
    answer: session,
    run: async ({ app, path: { token }, body, userAgent }) =>
      given(app, await choosePassword(app, token, { ...body, userAgent })),
    sends: sendSession,
  });
  add({
    ...post,
    id: 'requestPasswordReset',
    url: '/password-resets',
    summary: 'Ask for a link to choose a new password',
    description: 'The answer is the same whoever is named; only users who may sign in are written to.',
    permission: null,
    public: true,
    callsPerMinute: 20,
    body: passwordResetSchema,
    status: 202,
    answer: z.strictObject({}),
    run: async ({ app, body }) => {
      await inEvenTime(() => requestPasswordReset(app, body.userName));
      app.nudgeWorkers();
      return {};
    },
  });
}
