import { sql } from 'kysely';
import { systemActor } from '../src/accounts/rules/permissions.ts';
import { previewJob } from '../src/jobs/job-preview.ts';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { expiringEntitlementsJob } from '../src/renewals/renewal-jobs.ts';
import { addDays } from '../src/shared/day.ts';
import { readSettings } from '../src/settings/setting-store.ts';
import { alternate, timed, type Bench } from './bench.ts';
import { benchDay } from './dataset.ts';

/** The preview of the reminder job against the SQL that finds the same line items and groups them. */
export const expiringPlan: Bench = {
  name: 'expiring-plan',
  title: 'preview of Expiring Entitlements, first page and totals',
  baselineTitle: 'one SQL aggregate of the same items by holder',
  unit: 'x',
  budget: 3,
  measure: async (site, { size, smoke }) => {
    const app = await site.dataset(size);
    const [planned, found] = [await plan(app), await aggregate(app)];
    if (planned !== found)
      throw new Error(`the preview decides about ${planned} holders, the aggregate finds ${found}`);
    const samples = await alternate({
      rounds: smoke ? 1 : 5,
      measured: () => timed(() => plan(app)),
      baseline: () => timed(() => aggregate(app)),
    });
    return { ...samples, remarks: [`${planned} holders`] };
  },
};

async function plan(app: JobsApp): Promise<number> {
  const { summary } = await previewJob(app, systemActor('bench'), expiringEntitlementsJob.key, { limit: 50 });
  return Object.values(summary ?? {}).reduce((sum, count) => sum + count, 0);
}

// The same items: of deployed line items and maintenance what ends in time, less the copies that children take care of, by who holds it.
async function aggregate({ database }: JobsApp): Promise<number> {
  const { renewalLookAhead } = await readSettings(database);
  const last = addDays(benchDay, renewalLookAhead);
  const { rows } = await sql`
    select case when entitlement.account_id <> unknown.id then entitlement.account_id else partner.account_id end as holder,
           count(*) as items, sum(item.quantity) as copies, min(item.expiration_date) as first
      from (select line_item.entitlement_id, line_item.expiration_date, line_item.quantity - coalesce((
                     select sum(child.quantity - child.additional_copies) from line_item child
                       join entitlement of_child on of_child.id = child.entitlement_id
                      where child.parent_id = line_item.id and child.state = 'deployed' and of_child.state = 'deployed'
                        and (child.type <> 'renewal' or child.permanent or child.expiration_date is null
                             or child.expiration_date > line_item.expiration_date)), 0) as quantity
              from line_item
             where line_item.state = 'deployed' and not line_item.permanent
               and line_item.expiration_date >= ${benchDay} and line_item.expiration_date <= ${last}
            union all
            select maintenance_line_item.entitlement_id, maintenance_line_item.expiration_date, 1
              from maintenance_line_item
             where maintenance_line_item.state = 'deployed' and not maintenance_line_item.permanent
               and maintenance_line_item.expiration_date >= ${benchDay} and maintenance_line_item.expiration_date <= ${last}
               and not exists (select 1 from maintenance_line_item child join entitlement of_child on of_child.id = child.entitlement_id
                                where child.parent_id = maintenance_line_item.id and child.state = 'deployed' and of_child.state = 'deployed'
                                  and (child.permanent or child.expiration_date > maintenance_line_item.expiration_date))) item
      join entitlement on entitlement.id = item.entitlement_id and entitlement.state = 'deployed'
      cross join (select account.id from account where account.account_id = 'unknown') unknown
      left join entitlement_channel_partner partner on partner.entitlement_id = entitlement.id and partner.current_owner
       and entitlement.account_id = unknown.id
     where item.quantity > 0
     group by 1`.execute(database);
  return rows.length;
}
