import type { App } from '../platform/app.ts';
import { selectHistory, type HistoryEntry } from '../platform/history.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import type { Json } from '../shared/vocabulary.ts';
import { authoriseEverything } from './authorise.ts';
import type { Actor } from './rules/permissions.ts';

/** One change of one entity, as everybody sees it. */
export interface AuditRecord {
  readonly at: string;
  readonly actor: string;
  readonly entity: string;
  readonly entityKey: string;
  readonly event: HistoryEntry['event'];
  readonly before: Json;
  readonly after: Json;
  readonly reason: string | null;
  readonly requestId: string | null;
}

export interface AuditRequest extends PageRequest {
  readonly entity?: string | undefined;
  readonly entityKey?: string | undefined;
}

/** Every change of every entity, the oldest first. Needs `viewAudit`, for every account. */
export async function listAudit(app: App, actor: Actor, request: AuditRequest): Promise<Page<AuditRecord>> {
  authoriseEverything(actor, 'viewAudit');
  const { entity, entityKey, limit } = request;
  const rows = await selectHistory(app.database, { entity, entityKey, after: rowAfter(request), limit: limit + 1 });
  return toPage(rows, limit, ({ id: _id, subjectId: _subject, at, ...record }) => ({
    ...record,
    at: at.toISOString(),
  }));
}
