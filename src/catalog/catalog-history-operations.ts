import { authorise } from '../accounts/authorise.ts';
import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Database, Reader } from '../platform/database.ts';
import { selectHistory } from '../platform/history.ts';
import { rowAfter, toPage, type PageRequest } from '../platform/paging.ts';
import { notFound } from '../shared/problems.ts';

/** One kind of catalog entity that has a history: who may see it, and how it is found. */
export interface HistoricKind {
  readonly entity: string;
  readonly words: string;
  readonly permission: Permission;
  /** throws `not_found` for what the actor does not see of all that there is */
  readonly requireSeen?: (reader: Reader, key: string) => Promise<void>;
  readonly select: (
    database: Database,
    key: string,
    options: { readonly lock: boolean },
  ) => Promise<{ readonly id: number } | undefined>;
}

/** Every change of a catalog entity, the oldest first. Throws `not_found`. */
export async function catalogHistory(app: App, actor: Actor, kind: HistoricKind, key: string, page: PageRequest) {
  authorise(actor, kind.permission);
  await kind.requireSeen?.(app.database, key);
  const stored = await kind.select(app.database, key, { lock: false });
  if (stored === undefined) throw notFound(kind.words, key);
  const subjects = { [kind.entity]: [stored.id] };
  const rows = await selectHistory(app.database, { subjects, after: rowAfter(page), limit: page.limit + 1 });
  return toPage(rows, page.limit, ({ id: _id, subjectId: _subject, at, ...record }) => ({
    ...record,
    at: at.toISOString(),
  }));
}
