import { z } from 'zod';
import {
  activateEmailTemplate,
  addEmailTemplateVersion,
  deactivateEmailTemplate,
  getEmailTemplate,
  listEmailTemplates,
  validateEmailTemplate,
} from '../notifications/email-template-operations.ts';
import { entitlementDataOf } from '../entitlements/entitlement-template-data.ts';
import { emailSubscriptions } from '../notifications/rules/email-types.ts';
import { listEmailTypes } from '../notifications/email-type-operations.ts';
import { previewEmailTemplate, type AccountDataOf } from '../notifications/template-preview.ts';
import { reminderDataOf } from '../renewals/template-preview-data.ts';
import { keySchema, text } from '../shared/schemas.ts';
import { flag, nullableText, pageOf, paging, stamps } from './answers.ts';
import { get, post, type Api } from './operation.ts';

// Of each type somebody else knows what an account would be told.
const dataOf: AccountDataOf = async (...asked) => (await entitlementDataOf(...asked)) ?? reminderDataOf(...asked);

const template = z
  .strictObject({
    emailTemplateId: z.string(),
    type: z.string(),
    variation: z.string(),
    locale: z.string(),
    version: z.int(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    active: z.boolean(),
    shipped: z.boolean().meta({ description: 'It came with Licet.' }),
    ...stamps,
  })
  .meta({ id: 'EmailTemplate' });

const texts = { subject: text(1000, 1), text: text(200_000, 1), html: text(500_000, 1) };

const changes = { subject: texts.subject.optional(), text: texts.text.optional(), html: texts.html.optional() };

const newTemplate = z
  .strictObject({
    type: text(100, 1),
    variation: text(25, 1).optional(),
    locale: text(35, 1),
    ...texts,
    active: z.boolean().optional().meta({ description: 'Make it the active version at once.' }),
  })
  .meta({ id: 'NewEmailTemplate' });

const verdict = z.strictObject({
  valid: z.boolean(),
  errors: z.array(
    z
      .strictObject({
        pointer: z.string(),
        code: z.string(),
        message: z.string(),
        nearest: nullableText.meta({ description: 'The known name that was most likely meant.' }),
        places: z
          .array(z.strictObject({ line: z.int(), column: z.int() }))
          .meta({ description: 'Where it is in that part; both begin with 1.' }),
      })
      .meta({ id: 'EmailTemplateError' }),
  ),
});

const emailType = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    allowsVariations: z.boolean(),
    subscription: z.enum(emailSubscriptions).nullable().meta({ description: 'What its reader can unsubscribe from.' }),
    inUse: z.boolean().meta({ description: 'Its English DEFAULT is active; else no email of the type is made.' }),
    variables: z.array(
      z.strictObject({
        path: z.string().meta({ description: 'What a template may name; [] stands for each element of a list.' }),
        example: nullableText.meta({ description: 'Made up; null for a list.' }),
      }),
    ),
  })
  .meta({ id: 'EmailType' });

const path = { emailTemplateId: keySchema };

/** The texts of emails. */
export function emailTemplateRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listEmailTemplates',
    url: '/email-templates',
    summary: 'Template versions, in the order in which they were made',
    permission: 'viewEmailTemplates',
    query: {
      ...paging,
      type: text(100, 1).optional(),
      variation: text(25, 1).optional(),
      locale: text(35, 1).optional(),
      active: flag.optional(),
    },
    answer: pageOf(template),
    run: ({ app, actor, query }) => listEmailTemplates(app, actor, query),
  });
  add({
    ...post,
    id: 'addEmailTemplateVersion',
    url: '/email-templates',
    summary: 'Add the next version of a type, variation and language',
    permission: 'manageEmailTemplates',
    body: newTemplate,
    status: 201,
    answer: template,
    run: ({ app, actor, body }) => addEmailTemplateVersion(app, actor, body),
    location: (made) => `/email-templates/${made.emailTemplateId}`,
  });
  add({
    ...get,
    id: 'getEmailTemplate',
    url: '/email-templates/{emailTemplateId}',
    summary: 'One template version',
    permission: 'viewEmailTemplates',
    path,
    answer: template,
    run: (call) => getEmailTemplate(call.app, call.actor, call.path.emailTemplateId),
  });
  addVerbs({ add });
  addTrials({ add });
}

function addVerbs({ add }: Api): void {
  add({
    ...post,
    id: 'activateEmailTemplate',
    url: '/email-templates/{emailTemplateId}/activate',
    summary: 'Make a version the one that is sent',
    permission: 'manageEmailTemplates',
    path,
    answer: template,
    run: (call) => activateEmailTemplate(call.app, call.actor, call.path.emailTemplateId),
  });
  add({
    ...post,
    id: 'deactivateEmailTemplate',
    url: '/email-templates/{emailTemplateId}/deactivate',
    summary: 'Take a version out of use; jobs that need its type then say so and send nothing',
    permission: 'manageEmailTemplates',
    path,
    answer: template,
    run: (call) => deactivateEmailTemplate(call.app, call.actor, call.path.emailTemplateId),
  });
}

function addTrials({ add }: Api): void {
  add({
    ...get,
    id: 'listEmailTypes',
    url: '/email-types',
    summary: 'Every type of email, with what its templates may name',
    permission: 'viewEmailTemplates',
    answer: pageOf(emailType),
    run: ({ app, actor }) => listEmailTypes(app, actor),
  });
  add({
    ...post,
    id: 'previewEmailTemplate',
    url: '/email-templates/{emailTemplateId}/preview',
    summary: 'A version, or what it would be after some changes, as it would be read',
    description: 'With made-up data, or with what an account would be told today.',
    permission: 'viewEmailTemplates',
    path,
    body: z.strictObject({ accountId: keySchema.optional(), ...changes }).nullish(),
    answer: z.strictObject({ subject: z.string(), text: z.string(), html: z.string() }).meta({ id: 'RenderedEmail' }),
    run: ({ app, actor, path: { emailTemplateId }, body }) => {
      const { accountId, ...changed } = body ?? {};
      const real = accountId === undefined ? undefined : { accountId, dataOf };
      return previewEmailTemplate(app, actor, emailTemplateId, { changes: changed, real });
    },
  });
  add({
    ...post,
    id: 'validateEmailTemplate',
    url: '/email-templates/{emailTemplateId}/validate',
    summary: 'What is wrong with a version, or with it after some changes',
    permission: 'viewEmailTemplates',
    path,
    body: z.strictObject(changes).nullish(),
    answer: verdict,
    run: (call) => validateEmailTemplate(call.app, call.actor, call.path.emailTemplateId, call.body ?? {}),
  });
}
