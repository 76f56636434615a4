import { getJob, listJobs, requestRun } from '../jobs/job-operations.ts';
import { previewWholeJob } from '../jobs/job-preview.ts';
import { getRun, listRunItems } from '../jobs/job-run-operations.ts';
import type { JobRunItemView, JobRunView } from '../jobs/job-run-view.ts';
import type { OpenLicet } from '../server.ts';
import { parseDay, type Day } from '../shared/day.ts';
import { operator, withLicet } from './command.ts';
import { UsageError } from './explanation.ts';
import { printJson, printJsonWithList, printLines, printTable } from './output.ts';
import { seeThrough } from './waiting.ts';

interface JsonOption {
  readonly json?: boolean;
}

/** `licet job list`. */
export async function jobList(options: JsonOption): Promise<void> {
  await withLicet(async ({ app }) => {
    const jobs = await listJobs(app, operator);
    if (options.json === true) return printJson({ items: jobs });
    printTable(
      ['JOB', 'STATUS', 'NEXT RUN', 'LAST RUN', 'OUTCOMES'],
      jobs.map((job) => [
        job.key,
        job.status,
        job.nextRunAt ?? '',
        job.lastRun?.requestedAt ?? 'never',
        outcomes(job.lastRun?.summary ?? {}),
      ]),
    );
    printLines('', ...jobs.flatMap((job) => job.warning ?? []));
  });
}

/** `licet job preview <key>`: what a run would do, in one pass; nothing is written. Items first, at last what they come to. */
export async function jobPreview(key: string, options: JsonOption & { readonly asOf?: string }): Promise<void> {
  const asOf = options.asOf === undefined ? undefined : dayOf(options.asOf);
  await withLicet(async ({ app }) => {
    const pages = previewWholeJob(app, operator, key, { asOf, withEmails: options.json === true });
    if (options.json === true)
      return printJsonWithList({}, 'items', pages, (totals) => ({ ...totals, nextCursor: null }));
    const { title } = await getJob(app, operator, key);
    let page = await pages.next();
    for (; page.done !== true; page = await pages.next()) for (const item of page.value) printItem(item);
    const { businessDay, summary, emails, digest } = page.value;
    printLines(
      '',
      `Preview of ${title}, as of ${businessDay}. Nothing was written.`,
      outcomes(summary) || 'nothing to do',
      `${emails} emails`,
      ...(digest === null ? [] : [`one of them the digest to ${digest.to}: ${digest.subject}`]),
    );
  });
}

const itemsAtOnce = 500;

/** `licet job run <key>`: a run now, seen through to its end. Exit status 1 where it fails. */
export async function jobRun(key: string, options: JsonOption): Promise<void> {
  await withLicet(async (licet) => {
    const { app } = licet;
    const requested = await requestRun(app, operator, key);
    const run = await seeThrough(licet, Number(requested.runId), key, () => getRun(app, operator, requested.runId));
    if (run.status !== 'succeeded') process.exitCode = 1;
    if (options.json === true) return printJsonWithList(run, 'items', itemsOf(licet, run));
    printLines(
      `Run ${run.runId} of ${key} ${run.status} for ${run.businessDay ?? '?'}: ${outcomes(run.summary) || 'nothing to do'}, ${run.emails} emails.`,
    );
    if (run.error !== null) printLines(run.error);
    for await (const page of itemsOf(licet, run)) for (const item of page) printItem(item);
  });
}

async function* itemsOf({ app }: OpenLicet, run: JobRunView): AsyncGenerator<readonly JobRunItemView[]> {
  let cursor: string | undefined;
  do {
    const page = await listRunItems(app, operator, run.runId, { limit: itemsAtOnce, cursor });
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function printItem(item: JobRunItemView): void {
  const to = item.receivers.length === 0 ? '' : `  to ${item.receivers.join(', ')}`;
  const things = item.listed.length === 0 ? '' : `  ${item.listed.length} item${item.listed.length === 1 ? '' : 's'}`;
  printLines(`${item.accountId ?? item.activationId ?? ''}  ${item.outcome}${things}${to}`);
}

function outcomes(summary: Readonly<Record<string, number>>): string {
  return Object.entries(summary)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new UsageError(`--as-of takes a calendar day such as 2026-03-01, not ${text}.`);
  return day;
}
