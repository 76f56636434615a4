import { z } from 'zod';
import { permissions } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { getBranding, portalLocales } from '../sign-in/branding.ts';
import { inEvenTime } from '../sign-in/even-time.ts';
import { sessionMilliseconds } from '../sign-in/rules/session-terms.ts';
import { currentSession, signOut } from '../sign-in/session-operations.ts';
import { signIn, type OpenedSession } from '../sign-in/sign-in-operations.ts';
import { newSessionSchema } from '../sign-in/sign-in-schemas.ts';
import { accountTypes } from '../shared/vocabulary.ts';
import { day, instant } from './answers.ts';
import { get, post, remove, type Api, type Sent } from './operation.ts';
import { giveSession, takeSessionBack } from './session-cookie.ts';

const permissionNames = z.array(z.enum(permissions));
export const audience = z.enum(['producer', 'endUser']);

/** A session, as its portal sees it. */
export const session = z
  .strictObject({
    user: z.strictObject({
      userId: z.string(),
      userName: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      email: z.string(),
      locale: z.string(),
      timeZone: z.string(),
    }),
    portal: audience,
    permissions: permissionNames.meta({ description: 'What the user may do in any of the accounts.' }),
    accounts: z.array(
      z.strictObject({
        accountId: z.string(),
        name: z.string(),
        type: z.enum(accountTypes),
        permissions: permissionNames,
      }),
    ),
    csrfToken: z.string().meta({ description: 'For the header X-CSRF-Token of everything but GET.' }),
    expiresAt: instant,
  })
  .meta({ id: 'Session' });

const branding = z
  .strictObject({
    producerName: z.string(),
    logoUrl: z.string().meta({ description: 'Empty where there is no logo.' }),
    accentColor: z.string(),
    today: day.meta({ description: "The producer's business day." }),
    todayIsFixed: z.boolean().meta({ description: 'Every day is this day, by LICET_TODAY.' }),
    version: z.string(),
    locales: z.array(z.enum(portalLocales)),
    registration: z.boolean().meta({ description: 'People may register themselves.' }),
  })
  .meta({ id: 'Branding' });

/** A session with the cookie that holds it. */
export interface GivenSession extends OpenedSession {
  readonly publicUrl: string;
}

/** Sends a session: its token in the cookie, and nowhere else. */
export function sendSession({ session: body, token, publicUrl }: GivenSession): Sent {
  return { body, headers: giveSession(publicUrl, token, sessionMilliseconds / 1000) };
}

export function given({ config }: App, opened: OpenedSession): GivenSession {
  return { ...opened, publicUrl: config.publicUrl };
}

/** Signing in and out, and what the portals show before. */
export function sessionRoutes({ add }: Api): void {
  add({
    ...post,
    id: 'signIn',
    url: '/sessions',
    summary: 'Sign in; the session comes as a cookie',
    permission: null,
    public: true,
    callsPerMinute: 100,
    answersSecret: true,
    body: newSessionSchema,
    status: 201,
    answer: session,
    run: async ({ app, body, userAgent }) => given(app, await inEvenTime(() => signIn(app, { ...body, userAgent }))),
    sends: sendSession,
  });
  add({
    ...get,
    id: 'getCurrentSession',
    url: '/sessions/current',
    summary: 'The session in which this is asked',
    permission: null,
    answer: session,
    run: ({ app, actor }) => currentSession(app, actor),
  });
  add({
    ...remove,
    id: 'signOut',
    url: '/sessions',
    summary: 'Sign out: end the session in which this is asked',
    permission: null,
    answersSecret: true,
    answer: z.strictObject({}),
    run: async ({ app, actor }) => {
      await signOut(app, actor);
      return app.config.publicUrl;
    },
    sends: (publicUrl) => ({ body: {}, headers: takeSessionBack(publicUrl) }),
  });
  add({
    ...get,
    id: 'getBranding',
    url: '/branding',
    summary: 'The look of the portals, and the business day',
    permission: null,
    public: true,
    answer: branding,
    run: ({ app }) => getBranding(app),
  });
}
