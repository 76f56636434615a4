import { z } from 'zod';
import { itemChangesSchema } from '../entitlements/entitlement-schemas.ts';
import { renewalRequest, replacementRequest } from '../lifecycle/child-request.ts';
import { renewalSchema, replacementSchema } from '../lifecycle/child-schemas.ts';
import { changeItemBatch, type ItemBatchResult, type ItemBatchRow } from '../lifecycle/item-batch.ts';
import { rightIdSchema, text } from '../shared/schemas.ts';
import { rightStates } from '../shared/vocabulary.ts';
import { presentRows, refusedRow, rowsMax, type BatchAnswer } from './batch-operation.ts';
import { changePlan, includeChildren, lineItem, maintenanceLineItem, statePlan } from './entitlement-answers.ts';
import { childPlan, continuedLineItem } from './lifecycle-answers.ts';
import { post, type Api } from './operation.ts';

const expectedVersion = z.int().min(1).optional().meta({ description: 'As If-Match says of one.' });

const row = z.union([
  z
    .strictObject({ activationId: rightIdSchema, change: itemChangesSchema, expectedVersion })
    .meta({ id: 'ItemChange' }),
  z
    .strictObject({
      activationId: rightIdSchema,
      state: z.enum(rightStates),
      reason: text(1000, 1).optional().meta({ description: 'Why, for the history.' }),
      includeChildren,
      expectedVersion,
    })
    .meta({ id: 'ItemStateChange' }),
  z
    .strictObject({ activationId: rightIdSchema, renew: renewalSchema, expectedVersion })
    .meta({ id: 'LineItemRenewal' }),
  z
    .strictObject({ activationId: rightIdSchema, upgrade: replacementSchema, expectedVersion })
    .meta({ id: 'LineItemUpgrade' }),
  z
    .strictObject({ activationId: rightIdSchema, upsell: replacementSchema, expectedVersion })
    .meta({ id: 'LineItemUpsell' }),
]);

function requestOf(asked: z.output<typeof row>): ItemBatchRow {
  if ('renew' in asked) return renewalRequest(asked, asked.renew);
  if ('upgrade' in asked) return replacementRequest({ ...asked, type: 'upgrade' }, asked.upgrade);
  return 'upsell' in asked ? replacementRequest({ ...asked, type: 'upsell' }, asked.upsell) : asked;
}

/** Many line items and maintenance line items at once. */
export function itemBatchRoutes({ add }: Api): void {
  add({
    ...post,
    id: 'changeLineItemsBatch',
    url: '/line-items/batch',
    summary: `Change up to ${rowsMax} line items and maintenance line items at once, or their states, or continue them`,
    description:
      'Fields are changed first, then states, which needs changeEntitlementState, then line items are renewed, upgraded and ' +
      'upsold, which needs the permissions of these verbs; no item is named twice. A row that is not ' +
      'well formed is bad input of the whole. What else is wrong is told row by row: where `atomic` is true nothing is kept ' +
      'then, and the rows that would have been changed say `batch_undone`.',
    permission: 'updateEntitlements',
    body: z
      .strictObject({
        operations: z.array(row).min(1).max(rowsMax),
        atomic: z
          .boolean()
          .optional()
          .meta({ description: 'true, and where it is missing: all or nothing; false: each for itself.' }),
      })
      .meta({ id: 'ChangeLineItemsBatch' }),
    takesPreview: true,
    answer: z
      .strictObject({
        done: z.boolean().meta({ description: 'Everything was changed, or would be.' }),
        results: z
          .array(
            z.union([
              z.strictObject({
                status: z.int(),
                body: z.union([lineItem, maintenanceLineItem, continuedLineItem, changePlan, statePlan, childPlan]),
              }),
              refusedRow,
            ]),
          )
          .meta({
            description: 'One for each row, in the order of the rows: what was changed; with preview, the plan.',
          }),
      })
      .meta({ id: 'ChangeLineItemsBatchResults' }),
    // Where some rows were changed, a repeat must not change them again.
    isKept: (answer: BatchAnswer<ItemBatchResult>) => answer.results.some((one) => 'body' in one),
    run: async ({ app, actor, body, preview }) => {
      const { operations, atomic = true } = body;
      const outcomes = await changeItemBatch(app, actor, { operations: operations.map(requestOf), atomic, preview });
      return presentRows({ app, actor, body }, 200, outcomes);
    },
  });
}
