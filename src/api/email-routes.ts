import { z } from 'zod';
import { emailFilters } from '../notifications/email-filters.ts';
import { emailOrder } from '../notifications/email-order.ts';
import { getEmail, getMailDelivery, listEmails, resendEmail } from '../notifications/email-operations.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema, text } from '../shared/schemas.ts';
import { emailStatuses } from '../shared/vocabulary.ts';
import { instant, nullableText, pageOf, paging, sorting } from './answers.ts';
import { get, post, type Api } from './operation.ts';

const line = {
  emailId: z.string(),
  to: z.string(),
  subject: nullableText.meta({ description: 'null where it cannot be rendered; lastError says why.' }),
  type: z.string(),
  variation: z.string(),
  accountId: nullableText,
  userId: nullableText,
  status: z.enum(emailStatuses),
  attempts: z.int(),
  lastError: nullableText,
  createdAt: instant,
  sentAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  runId: nullableText,
};

const email = z.strictObject(line).meta({ id: 'Email' });
const wholeEmail = z
  .strictObject({ ...line, text: nullableText, html: nullableText, messageId: z.string() })
  .meta({ id: 'WholeEmail' });

const path = { emailId: keySchema };

const filters = {
  q: text(255, 1)
    .optional()
    .meta({ description: 'Any part of the address, or of the words that the template of the subject brings.' }),
  ...filterParameters(emailFilters),
  type: text(500, 1).optional().meta({ description: 'A type, or several with commas between them.' }),
  runId: text(20, 1).optional(),
};

/** The outbox. */
export function emailRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'getMailDelivery',
    url: '/mail-delivery',
    summary: 'Whether messages leave the outbox',
    permission: 'viewEmails',
    answer: z
      .strictObject({
        hasMailServer: z.boolean().meta({ description: 'Without one, messages stay in the outbox to be read.' }),
      })
      .meta({ id: 'MailDelivery' }),
    run: async ({ app, actor }) => getMailDelivery(app, actor),
  });
  add({
    ...get,
    id: 'listEmails',
    url: '/emails',
    summary: 'Messages of the outbox, the newest first unless told',
    permission: 'viewEmails',
    query: { ...paging, ...sorting(emailOrder), ...filters },
    answer: pageOf(email),
    run: ({ app, actor, query }) => listEmails(app, actor, query),
  });
  add({
    ...get,
    id: 'getEmail',
    url: '/emails/{emailId}',
    summary: 'One message with its bodies, as it would be read',
    permission: 'viewEmails',
    path,
    answer: wholeEmail,
    run: (call) => getEmail(call.app, call.actor, call.path.emailId),
  });
  add({
    ...post,
    id: 'resendEmail',
    url: '/emails/{emailId}/resend',
    summary: 'Send a message (again)',
    description: 'One that was not sent is made due now. Of one that was sent a new message is made, and answered.',
    permission: 'manageEmails',
    path,
    status: 202,
    answer: wholeEmail,
    run: (call) => resendEmail(call.app, call.actor, call.path.emailId),
    location: (queued) => `/emails/${queued.emailId}`,
  });
}
