import { z } from 'zod';
import { emailEntitlement, emailLineItem } from '../entitlements/entitlement-email-operations.ts';
import { entitlementEmailSchema } from '../entitlements/entitlement-verb-schemas.ts';
import { rightIdSchema } from '../shared/schemas.ts';
import { shownEmails } from './entitlement-answers.ts';
import { post, type Api } from './operation.ts';

const sent = z.union([
  z.strictObject({ emailIds: z.array(z.string()) }).meta({ id: 'SentEmails' }),
  z.strictObject({ emails: shownEmails }).meta({ id: 'EmailPreviews' }),
]);

const common = {
  ...post,
  description:
    'One message for each receiver. Needs somebody to send it to, and something that is deployed unless the setting sendEntitlementEmailOnlyForDeployed is off. With preview, answers the emails as they would be read.',
  permission: 'updateEntitlements',
  body: entitlementEmailSchema.nullish(),
  takesPreview: true,
  status: 202,
  answer: sent,
} as const;

/** Telling people by email what they own. */
export function entitlementEmailRoutes({ add }: Api): void {
  add({
    ...common,
    id: 'emailEntitlement',
    url: '/entitlements/{entitlementId}/email',
    summary: 'Send the email about an entitlement',
    path: { entitlementId: rightIdSchema },
    run: async ({ app, actor, path: { entitlementId }, body, preview }) => {
      const answer = await emailEntitlement(app, actor, entitlementId, { ...body, preview });
      if (!preview) app.nudgeWorkers();
      return answer;
    },
  });
  add({
    ...common,
    id: 'emailLineItem',
    url: '/line-items/{activationId}/email',
    summary: 'Send the email about one line item and its maintenance',
    path: { activationId: rightIdSchema },
    run: async ({ app, actor, path: { activationId }, body, preview }) => {
      const answer = await emailLineItem(app, actor, activationId, { ...body, preview });
      if (!preview) app.nudgeWorkers();
      return answer;
    },
  });
}
