import { z } from 'zod';
import { fixBaseline, isJobActive, selectJobStates } from '../jobs/job-store.ts';
import { activeTemplates } from '../notifications/email-template-store.ts';
import { isTypeActive, type TemplateKey } from '../notifications/rules/template-choice.ts';
import type { Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { Settings } from '../settings/rules/setting-definitions.ts';
import { addDays, type Day } from '../shared/day.ts';
import { asJson } from '../shared/objects.ts';
import { daySchema } from '../shared/schemas.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import type { NoticeKind, NoticePolicy } from './rules/expiry-notices.ts';

/** The two reminder jobs, and what each one sends. */
export const reminderKinds = {
  expiring: { jobKey: 'expiring-entitlements', template: 'renewal-reminder' },
  expired: { jobKey: 'expired-entitlements', template: 'renewal-reminder-expired' },
} as const;

/** The template of the message to the producer about accounts where nobody takes reminders. */
export const digestTemplate = 'no-subscriber-digest';

/** Everything that a reminder run is told for good when it starts. */
export interface ReminderTerms {
  readonly policy: NoticePolicy;
  readonly renewalCritical: number;
  readonly expiringWindow: number;
  readonly producerEmail: string;
  readonly templates: readonly TemplateKey[];
  readonly digestTemplates: readonly TemplateKey[];
}

const templateKeys = z.array(z.object({ id: z.number(), variation: z.string(), locale: z.string() }));
const frozenTerms = z.object({
  policy: z.object({
    kind: z.enum(['expiring', 'expired']),
    today: daySchema,
    renewalLookAhead: z.number(),
    expiringWindow: z.number(),
    baseline: daySchema,
    frequency: z.number(),
    includeAutoRenewing: z.boolean(),
    autoRenewalIsActive: z.boolean(),
    templatesAreActive: z.boolean(),
    producerIsTold: z.boolean(),
  }),
  renewalCritical: z.number(),
  expiringWindow: z.number(),
  producerEmail: z.string(),
  templates: templateKeys,
  digestTemplates: templateKeys,
});

/** The terms of a run as they were frozen. */
export function thawTerms(frozen: JsonObject): ReminderTerms {
  return frozenTerms.parse(frozen);
}

/** Reads settings, templates and other jobs' states once. The baseline is fixed for good by a run, never by a preview. */
export async function freezeTerms(
  transaction: Transaction,
  kind: NoticeKind,
  today: Day,
  purpose: 'run' | 'preview',
): Promise<JsonObject> {
  const settings = await readSettings(transaction);
  const { template } = reminderKinds[kind];
  const active = await activeTemplates(transaction, [template, 'renewal-intent', digestTemplate]);
  const templates = active[template] ?? [];
  const digestTemplates = active[digestTemplate] ?? [];
  const terms: ReminderTerms = {
    policy: {
      kind,
      today,
      renewalLookAhead: settings.renewalLookAhead,
      expiringWindow: settings.expiringWindow,
      baseline: kind === 'expired' ? await baselineOf(transaction, today, settings, purpose) : today,
      frequency: kind === 'expiring' ? settings.expiringEmailFrequency : settings.expiredEmailFrequency,
      includeAutoRenewing: settings.includeAutoRenewing,
      autoRenewalIsActive: await isJobActive(transaction, 'line-item-auto-renewal'),
      templatesAreActive: isTypeActive(templates) && isTypeActive(active['renewal-intent'] ?? []),
      producerIsTold: settings.noSubscriberNotificationEmail !== '' && isTypeActive(digestTemplates),
    },
    renewalCritical: settings.renewalCritical,
    expiringWindow: settings.expiringWindow,
    producerEmail: settings.noSubscriberNotificationEmail,
    templates,
    digestTemplates,
  };
  const frozen = z.record(z.string(), z.json()).parse(asJson(terms));
  return frozen;
}

/** Fixes the first expiration day that Expired Entitlements ever looks at, where it is not fixed yet. */
export async function fixExpiredBaseline(transaction: Transaction, today: Day): Promise<void> {
  await baselineOf(transaction, today, await readSettings(transaction), 'run');
}

async function baselineOf(
  transaction: Transaction,
  today: Day,
  settings: Settings,
  purpose: 'run' | 'preview',
): Promise<Day> {
  const { jobKey } = reminderKinds.expired;
  const first = addDays(today, -settings.expiredHistory);
  if (purpose === 'run') return fixBaseline(transaction, jobKey, first);
  return (await selectJobStates(transaction, [jobKey])).get(jobKey)?.baseline ?? first;
}
