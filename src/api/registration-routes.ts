import { z } from 'zod';
import { inEvenTime } from '../sign-in/even-time.ts';
import { invite } from '../sign-in/invitation-operations.ts';
import { register } from '../sign-in/registration-operations.ts';
import { invitationSchema, invitedBy, registrationSchema } from '../sign-in/sign-in-schemas.ts';
import { post, type Api } from './operation.ts';
import { user } from './user-answers.ts';

/** How people come in: by themselves, or because somebody asks them. */
export function registrationRoutes({ add }: Api): void {
  add({
    ...post,
    id: 'register',
    url: '/registrations',
    summary: 'Register by an activation ID or entitlement ID',
    description:
      'A message with a link goes to the address. Whoever is on record already gets another message, and the answer is the same.',
    permission: null,
    public: true,
    callsPerMinute: 20,
    body: registrationSchema,
    status: 202,
    answer: z.strictObject({}),
    run: async ({ app, body }) => {
      await inEvenTime(() => register(app, body));
      app.nudgeWorkers();
      return {};
    },
  });
  add({
    ...post,
    id: 'invite',
    url: '/invitations',
    summary: 'Invite a new user, or one who has no password yet',
    permission: 'manageUsers',
    body: invitationSchema,
    status: 201,
    answer: z
      .strictObject({ user, emailId: z.string().meta({ description: 'The message in the outbox.' }) })
      .meta({ id: 'InvitationSent' }),
    run: async ({ app, actor, body }) => {
      const invited = await invite(app, actor, invitedBy(body));
      app.nudgeWorkers();
      return invited;
    },
    location: ({ user: { userId } }) => `/users/${encodeURIComponent(userId)}`,
  });
}
