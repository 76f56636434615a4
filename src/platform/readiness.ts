import type { App } from './app.ts';
import { isDatabaseGone } from './database.ts';
import { requireCurrentSchema, SchemaError } from './migrations.ts';

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Whether requests can be served: the database answers and its schema is the one of this release. */
export async function readiness(app: App): Promise<Readiness> {
  try {
    await requireCurrentSchema(app.database);
    return { ready: true };
  } catch (error) {
    if (error instanceof SchemaError) return { ready: false, reason: error.message };
    if (isDatabaseGone(error)) return { ready: false, reason: 'The database cannot be reached.' };
    app.log.error({ err: error }, 'the readiness check failed');
    return { ready: false, reason: 'The database does not answer as it should; the log tells more.' };
  }
}
