import { authoriseProducer } from '../accounts/authorise.ts';
import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import type { JobsApp } from '../jobs/job-definition.ts';
import { listJobs } from '../jobs/job-operations.ts';
import { businessDay } from '../settings/setting-operations.ts';
import {
  countFailedEmails,
  countInactiveUsers,
  countOpenRequests,
  selectExpiringByMonth,
  selectLately,
  type LatelyRow,
  type MonthRow,
} from './overview-store.ts';
import { daysOfMonths, monthsFrom } from './rules/months.ts';

/** Numbers of the last seven days. */
export interface LatelyView extends Omit<LatelyRow, 'since'> {
  /** the instant from which on they count: the lists that take it show what they count */
  readonly since: string;
}

/** What the first page of the Producer Portal tells; parts are null where the permission to view them is missing. */
export interface OverviewView {
  readonly attention: {
    readonly failedEmails: number | null;
    readonly openRenewalRequests: number | null;
    readonly inactiveUsers: number | null;
    readonly jobs: readonly { readonly key: string; readonly title: string; readonly warning: string }[] | null;
  };
  /** this month and eleven more */
  readonly expiringByMonth: readonly MonthRow[] | null;
  readonly lastSevenDays: LatelyView | null;
}

/** What needs attention, what ends in the coming year, and what was done lately. For the producer; needs no permission. */
export async function getOverview(app: JobsApp, actor: Actor): Promise<OverviewView> {
  authoriseProducer(actor);
  const { database } = app;
  const part = <Part>(permission: Permission, read: () => Promise<Part>): Promise<Part | null> =>
    actor.permissions.has(permission) ? read() : Promise.resolve(null);
  return {
    attention: {
      failedEmails: await part('viewEmails', () => countFailedEmails(database, actor.scope)),
      openRenewalRequests: await part('viewEntitlements', () => countOpenRequests(database, actor)),
      inactiveUsers: await part('viewUsers', () => countInactiveUsers(database, actor.scope)),
      jobs: await part('viewJobs', () => warningJobs(app, actor)),
    },
    expiringByMonth: await part('viewEntitlements', () => expiringByMonth(app, actor)),
    lastSevenDays: await part('viewEntitlements', () => lastSevenDays(app, actor)),
  };
}

async function warningJobs(app: JobsApp, actor: Actor) {
  const jobs = await listJobs(app, actor);
  return jobs.flatMap(({ key, title, warning }) => (warning === null ? [] : [{ key, title, warning }]));
}

async function lastSevenDays({ database }: JobsApp, actor: Actor): Promise<LatelyView> {
  const { since, ...numbers } = await selectLately(database, actor);
  return { since: since.toISOString(), ...numbers };
}

async function expiringByMonth(app: JobsApp, actor: Actor): Promise<readonly MonthRow[]> {
  const days = daysOfMonths(await businessDay(app));
  const found = await selectExpiringByMonth(app.database, actor, days);
  const of = new Map(found.map((row) => [row.month, row]));
  return monthsFrom(days.first).map((month) => of.get(month) ?? { month, lineItems: 0, maintenance: 0 });
}
