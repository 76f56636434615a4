import { z } from 'zod';
import { readAvailableCopies, readChain } from '../lifecycle/chain-reading.ts';
import { rightIdSchema } from '../shared/schemas.ts';
import { pageOf, paging } from './answers.ts';
import { lineItem } from './entitlement-answers.ts';
import { get, type Api } from './operation.ts';

const path = { activationId: rightIdSchema };

const availableCopies = z
  .strictObject({
    activationId: z.string(),
    quantity: z.int(),
    active: z.int().meta({ description: 'Active on it today.' }),
    load: z.int().meta({ description: 'Active on it, and on its descendants in copies drawn through it.' }),
    drawnByChildren: z.int().meta({ description: 'Drawn by children that are not obsolete, active or not.' }),
    left: z.int().meta({ description: 'What another child may draw.' }),
    available: z
      .int()
      .nullable()
      .meta({ description: 'How many more can become active on it now; null where an overdraft has no end.' }),
    remaining: z.int().meta({ description: 'Of those, what was bought: no extra activation and no overdraft.' }),
  })
  .meta({ id: 'AvailableCopies' });

/** What a line item continues and what continues it, and the copies that they share. */
export function chainRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'readChain',
    url: '/line-items/{activationId}/chain',
    summary: 'What a line item continues, and what continues that, the oldest first',
    permission: 'viewEntitlements',
    path,
    query: paging,
    answer: pageOf(lineItem),
    run: ({ app, actor, path: { activationId }, query }) => readChain(app, actor, activationId, query),
  });
  add({
    ...get,
    id: 'readAvailableCopies',
    url: '/line-items/{activationId}/available-copies',
    summary: 'How many copies of a line item can be activated now, and how many a child may draw',
    permission: 'viewEntitlements',
    path,
    answer: availableCopies,
    run: (call) => readAvailableCopies(call.app, call.actor, call.path.activationId),
  });
}
