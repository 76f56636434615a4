import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, inTransaction, type Transaction } from '../platform/database.ts';
import { rowAfter, rowKey, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { Json } from '../shared/vocabulary.ts';
import { planRollback, type RollbackPlan } from './rules/setting-rollback.ts';
import { saveSettings } from './setting-operations.ts';
import { lockSettings, readSettings, selectSettingChange, selectSettingChanges } from './setting-store.ts';

/** One change of one setting, as everybody sees it. */
export interface SettingChange {
  readonly changeId: string;
  readonly name: string;
  readonly before: Json;
  readonly after: Json;
  readonly at: string;
  readonly actor: string;
}

/** Every change of the settings, or of one of them, the newest first. Needs `viewSettings`. */
export async function listSettingChanges(
  app: App,
  actor: Actor,
  request: PageRequest & { readonly name?: string | undefined },
): Promise<Page<SettingChange>> {
  authorise(actor, 'viewSettings');
  const { name, limit } = request;
  const rows = await selectSettingChanges(app.database, { name, before: rowAfter(request), limit: limit + 1 });
  return toPage(rows, limit, (row) => ({
    changeId: String(row.id),
    name: row.entityKey,
    before: row.before,
    after: row.after,
    at: row.at.toISOString(),
    actor: row.actor,
  }));
}

/**
 * Puts a setting back to what it was before one of its changes, which is a change again; answers what it was and what it is
 * then. Needs `manageSettings`; refused where that value does not fit any more.
 */
export async function rollBackSetting(
  app: App,
  actor: Actor,
  request: { readonly changeId: string; readonly preview?: boolean | undefined },
): Promise<RollbackPlan> {
  authoriseEverywhere(actor, 'manageSettings');
  if (request.preview === true)
    return inSnapshot(app.database, async (transaction) => (await decide(transaction, request.changeId)).plan);
  return inTransaction(app.database, async (transaction) => {
    await lockSettings(transaction);
    const { plan, settings } = await decide(transaction, request.changeId);
    await saveSettings(transaction, actor, settings, new Map([[plan.name, plan.after]]));
    return plan;
  });
}

async function decide(transaction: Transaction, changeId: string) {
  const row = rowKey(changeId);
  const change = row === undefined ? undefined : await selectSettingChange(transaction, row);
  if (change === undefined) throw notFound('change of a setting', changeId);
  const settings = await readSettings(transaction);
  const decision = planRollback({ name: change.entityKey, before: change.before }, settings);
  if (!decision.allowed) throw refusal(decision.reasons);
  return { plan: decision.plan, settings };
}
