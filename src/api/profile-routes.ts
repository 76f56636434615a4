import { z } from 'zod';
import { changePassword, changeProfile, getProfile } from '../sign-in/profile-operations.ts';
import { changedPasswordSchema, profileChangesSchema } from '../sign-in/sign-in-schemas.ts';
import { get, patch, post, type Api } from './operation.ts';
import { userFields } from './user-answers.ts';

// What the producer notes about users is not for them.
const { attributes: _attributes, ...ownFields } = userFields;

const profile = z
  .strictObject({
    ...ownFields,
    mayReceive: z
      .strictObject({ expiringEntitlements: z.boolean() })
      .meta({ description: "Which emails the user's permissions let them take." }),
  })
  .meta({ id: 'Profile' });

/** What users see and change of themselves. */
export function profileRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'getProfile',
    url: '/profile',
    summary: 'Who is signed in',
    permission: null,
    answer: profile,
    run: ({ app, actor }) => getProfile(app, actor),
    version: (found) => found.version,
  });
  add({
    ...patch,
    id: 'changeProfile',
    url: '/profile',
    summary: 'Change what users may change of themselves',
    permission: null,
    body: profileChangesSchema,
    answer: profile,
    run: ({ app, actor, body }) => changeProfile(app, actor, body),
    version: (changed) => changed.version,
  });
  add({
    ...post,
    id: 'changePassword',
    url: '/profile/password',
    summary: 'Change the own password; every other session of the user ends',
    permission: null,
    answersSecret: true,
    body: changedPasswordSchema,
    answer: z.strictObject({}),
    run: async ({ app, actor, body }) => {
      await changePassword(app, actor, body);
      return {};
    },
  });
}
