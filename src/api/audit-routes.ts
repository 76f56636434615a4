import { listAudit } from '../accounts/audit-operations.ts';
import { text } from '../shared/schemas.ts';
import { pageOf, paging } from './answers.ts';
import { historyRecord } from './history-answers.ts';
import { get, type Api } from './operation.ts';

/** Who changed what, and when. */
export function auditRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listAudit',
    url: '/audit',
    summary: 'Every change of every entity, the oldest first',
    permission: 'viewAudit',
    query: { ...paging, entity: text(100, 1).optional(), entityKey: text(1000, 1).optional() },
    answer: pageOf(historyRecord),
    run: ({ app, actor, query }) => listAudit(app, actor, query),
  });
}
