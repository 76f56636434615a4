import { z } from 'zod';
import { changeJob, getJob, listJobs, requestRun } from '../jobs/job-operations.ts';
import { previewJob } from '../jobs/job-preview.ts';
import { listRuns } from '../jobs/job-run-operations.ts';
import { scheduleSchema, scheduleWishSchema } from '../jobs/schedule-times.ts';
import { daySchema, keySchema, text } from '../shared/schemas.ts';
import { itemKinds, jobRunStatuses } from '../shared/vocabulary.ts';
import { attributes, day, instant, nullableText, pageOf, paging, versioned } from './answers.ts';
import { get, patch, post, type Api } from './operation.ts';

export const jobRun = z
  .strictObject({
    runId: z.string(),
    jobKey: z.string(),
    status: z.enum(jobRunStatuses),
    requestedBy: z.string(),
    requestedAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    businessDay: day.nullable().meta({ description: 'The day that the run works for, fixed when it starts.' }),
    options: attributes,
    summary: z.record(z.string(), z.int()).meta({ description: 'How many things had each outcome.' }),
    emails: z.int().meta({ description: 'How many emails were written to the outbox.' }),
    progress: z.strictObject({ done: z.int(), total: z.int().nullable() }),
    cancelRequested: z.boolean(),
    error: nullableText.meta({ description: 'What went wrong last; a run that is tried again may yet succeed.' }),
    failedAttempts: z.int().meta({ description: 'How many attempts in a row have failed. The fifth ends the run.' }),
    nextAttemptAt: instant.nullable().meta({ description: 'When it is tried again; null unless it waits for that.' }),
  })
  .meta({ id: 'JobRun' });

const listed = z.strictObject({
  activationId: z.string(),
  kind: z.enum(itemKinds),
  expirationDate: day,
  quantity: z.int().nullable().meta({ description: 'The copies that nothing covers; null for maintenance.' }),
});

const reason = z.looseObject({ code: z.string(), message: z.string() });

const runItem = {
  outcome: z.string(),
  accountId: nullableText,
  accountName: nullableText.meta({ description: 'What the account is called today.' }),
  activationId: nullableText,
  reasons: z.array(reason),
  receivers: z.array(z.string()).meta({ description: 'The addresses of the emails.' }),
  listed: z.array(listed).meta({ description: 'What the email lists, in its order.' }),
};

export const jobRunItem = z.strictObject(runItem).meta({ id: 'JobRunItem' });

const described = { name: z.string(), title: z.string(), description: z.string() };

const optionField = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...described,
      type: z.literal('integer'),
      minimum: z.int(),
      maximum: z.int(),
      default: z.int().nullable(),
    }),
    z.strictObject({ ...described, type: z.literal('boolean'), default: z.boolean() }),
    z.strictObject({ ...described, type: z.literal('keys'), default: z.array(z.string()) }),
  ])
  .meta({ id: 'JobOptionField' });

const job = z
  .strictObject({
    key: z.string(),
    title: z.string(),
    description: z.string(),
    whileInactive: z.string().meta({ description: 'What does not happen while the job is inactive.' }),
    status: z.enum(['active', 'inactive']),
    warning: nullableText.meta({
      description: 'What does not happen while the job is inactive or late; null while all is well.',
    }),
    schedule: scheduleSchema.meta({ description: 'When it runs, while it is active.' }),
    nextRunAt: instant.nullable(),
    nextRuns: z.array(instant).meta({ description: 'The next five times of an active job.' }),
    options: attributes,
    optionFields: z.array(optionField).meta({ description: 'What each option means, and which values it takes.' }),
    subscriberRoles: z.array(z.string()),
    lastRun: jobRun.nullable(),
    ...versioned,
  })
  .meta({ id: 'Job' });

const email = z.strictObject({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() });

const preview = z
  .strictObject({
    businessDay: day,
    summary: z
      .record(z.string(), z.int())
      .nullable()
      .meta({ description: 'How many things would have each outcome; null but on the first page.' }),
    emails: z
      .int()
      .nullable()
      .meta({ description: 'How many emails would be written, the digest among them; null but on the first page.' }),
    digest: email.nullable().meta({
      description:
        'The one email to the producer about the whole run, where there would be one; null but on the first page.',
    }),
    items: z.array(z.strictObject({ ...runItem, emails: z.array(email) })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'JobPreview' });

const options = z
  .record(text(100, 1), z.union([text(1000), z.number(), z.boolean(), z.null(), z.array(text(255)).max(10_000)]))
  .meta({ description: 'Options of this job by name.' });

const path = { key: keySchema };

/** What Licet does by itself, run now or previewed. */
export function jobRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listJobs',
    url: '/jobs',
    summary: 'Every job',
    permission: 'viewJobs',
    answer: z.strictObject({ items: z.array(job), nextCursor: z.null() }),
    run: async ({ app, actor }) => ({ items: await listJobs(app, actor), nextCursor: null }),
  });
  add({
    ...get,
    id: 'getJob',
    url: '/jobs/{key}',
    summary: 'One job',
    permission: 'viewJobs',
    path,
    answer: job,
    run: (call) => getJob(call.app, call.actor, call.path.key),
    version: (found) => found.version,
  });
  add({
    ...patch,
    id: 'changeJob',
    url: '/jobs/{key}',
    summary: 'Activate or deactivate a job, change its schedule, its options or who may subscribe to its alerts',
    description: 'The preview answers the job as it would be, with its next five times.',
    permission: 'manageJobs',
    path,
    body: z
      .strictObject({
        status: z.enum(['active', 'inactive']).optional(),
        schedule: scheduleWishSchema
          .nullable()
          .optional()
          .meta({ description: 'When it runs; null for the schedule that it comes with.' }),
        options: options.optional(),
        subscriberRoles: z.array(keySchema).max(100).optional(),
      })
      .meta({ id: 'JobChange' }),
    takesIfMatch: true,
    takesPreview: true,
    answer: job,
    run: ({ app, actor, path: { key }, body, expectedVersion, preview: isPreview }) =>
      changeJob(app, actor, key, { ...body, expectedVersion, preview: isPreview }),
    version: (changed) => changed.version,
  });
  addRuns({ add });
}

function addRuns({ add }: Api): void {
  add({
    ...get,
    id: 'listJobRuns',
    url: '/jobs/{key}/runs',
    summary: 'The runs of a job, the newest first',
    permission: 'viewJobs',
    path,
    query: paging,
    answer: pageOf(jobRun),
    run: (call) => listRuns(call.app, call.actor, call.path.key, call.query),
  });
  add({
    ...post,
    id: 'requestJobRun',
    url: '/jobs/{key}/runs',
    summary: 'Run a job now, also an inactive one',
    description:
      'The run is queued when this answers. A second one while it is open is answered `job_already_running`.',
    permission: 'manageJobs',
    path,
    body: z.strictObject({ options: options.optional() }).nullish().meta({ description: 'Options for this run only.' }),
    status: 202,
    answer: jobRun,
    run: (call) => requestRun(call.app, call.actor, call.path.key, call.body?.options),
    location: (run) => `/job-runs/${run.runId}`,
  });
  add({
    ...post,
    id: 'previewJob',
    url: '/jobs/{key}/preview',
    summary: 'What a run would do now, or on another day; nothing is written',
    description:
      'The first page decides everything and tells what the whole run would come to. A later page only goes on behind the one before: summary, emails and digest are null there. For all of it in one pass there is `licet job preview`.',
    permission: 'viewJobs',
    path,
    query: { ...paging, outcome: text(100, 1).optional(), accountId: keySchema.optional() },
    body: z.strictObject({ asOf: daySchema.optional(), options: options.optional() }).nullish(),
    answer: preview,
    run: (call) => previewJob(call.app, call.actor, call.path.key, { ...call.query, ...call.body }),
  });
}
