import { installShippedTemplates } from './notifications/shipped-templates.ts';
import type { Database } from './platform/database.ts';
import { migrate } from './platform/migrations.ts';

/** The schema, and the rows that a release brings along. Safe to repeat. Answers the migrations that were applied. */
export async function migrateEverything(database: Database): Promise<readonly string[]> {
  const applied = await migrate(database);
  await installShippedTemplates(database);
  return applied;
}
