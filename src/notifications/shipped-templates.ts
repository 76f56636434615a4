import { inTransaction, insertRows, type Database, type Transaction } from '../platform/database.ts';
import { lockTemplateVersions, selectNewestShipped, updateTemplateActive } from './email-template-store.ts';
import { defaultVariation } from './rules/email-types.ts';
import { readShippedTemplates, type ShippedTemplate } from './template-files.ts';

/**
 * Puts the default templates of this release into the database, as the variation DEFAULT. Where a text differs from the
 * newest shipped version, it becomes a new version, and the active one only in place of another shipped one: a producer's
 * own template, or the decision to have none active, is never overruled. Safe to repeat, and to do twice at once.
 */
export async function installShippedTemplates(database: Database): Promise<void> {
  await installTemplates(database, readShippedTemplates());
}

/** As `installShippedTemplates`, of given templates. */
export async function installTemplates(database: Database, templates: readonly ShippedTemplate[]): Promise<void> {
  const stored = await selectNewestShipped(database);
  const missing = templates.filter((template) => !stored.some((row) => isSameText(row, template)));
  if (missing.length === 0) return; // as at almost every start
  await inTransaction(database, async (transaction) => {
    for (const template of missing) await installTemplate(transaction, template);
  });
}

async function installTemplate(transaction: Transaction, template: ShippedTemplate): Promise<void> {
  const stored = await lockTemplateVersions(transaction, { ...template, variation: defaultVariation });
  const newestShipped = stored.findLast((row) => row.shipped);
  if (newestShipped !== undefined && isSameText(newestShipped, template)) return; // by now
  const active = stored.find((row) => row.active);
  const takesOver = stored.length === 0 || active?.shipped === true;
  if (takesOver && active !== undefined) await updateTemplateActive(transaction, active.id, false, 'system');
  const version = (stored.at(-1)?.version ?? 0) + 1;
  await insertRows(transaction, 'emailTemplate', [{ ...template, ...installed, version, active: takesOver }]);
}

const installed = { variation: defaultVariation, shipped: true, createdBy: 'system', updatedBy: 'system' };

function isSameText(stored: ShippedTemplate, template: ShippedTemplate): boolean {
  const isSameLine = stored.type === template.type && stored.locale === template.locale;
  return (
    isSameLine && stored.subject === template.subject && stored.text === template.text && stored.html === template.html
  );
}
