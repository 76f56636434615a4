import { z } from 'zod';
import { hitKinds } from '../search/rules/ranking.ts';
import { search } from '../search/search-operations.ts';
import { text } from '../shared/schemas.ts';
import { nullableText } from './answers.ts';
import { get, type Api } from './operation.ts';

const hit = z
  .strictObject({
    kind: z.enum(hitKinds),
    key: z.string(),
    label: z.string(),
    detail: z.string(),
    entitlementId: nullableText.meta({ description: 'Of line items and maintenance, what holds it.' }),
  })
  .meta({ id: 'SearchHit' });

/** One box for everything. */
export function searchRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'search',
    url: '/search',
    summary: 'Find anything by any part of an ID or name, the best first',
    description:
      'Of each kind that the caller may view; the permission to view one other kind alone will do as well. Case and accents do not count.',
    permission: 'viewEntitlements',
    query: {
      q: text(255, 1).meta({ description: 'Any part of an ID or name; of two letters only the beginning of an ID.' }),
      limit: z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'How many at most.' }),
    },
    answer: z.strictObject({ items: z.array(hit) }),
    run: ({ app, actor, query }) => search(app, actor, query),
  });
}
