import { z } from 'zod';
import { copyEntitlement } from '../entitlements/entitlement-copying.ts';
import { entitlementCopySchema, idRegenerationSchema } from '../entitlements/entitlement-verb-schemas.ts';
import { regenerateIds } from '../entitlements/id-regeneration.ts';
import { rightIdSchema } from '../shared/schemas.ts';
import { rightStates } from '../shared/vocabulary.ts';
import { day, nullableText, versioned } from './answers.ts';
import { entitlement, shownEmails, versionIfChanged } from './entitlement-answers.ts';
import { post, type Api } from './operation.ts';

const path = { entitlementId: rightIdSchema };

const copyPlan = z
  .strictObject({
    copiedFrom: z.string(),
    entitlementId: nullableText,
    accountId: z.string(),
    state: z.enum(rightStates),
    lineItems: z.array(
      z.strictObject({
        copiedFrom: z.string(),
        quantity: z.int(),
        startDate: day.nullable(),
        expirationDate: day.nullable(),
      }),
    ),
    maintenanceLineItems: z.array(z.strictObject({ copiedFrom: z.string(), covers: z.array(z.string()) })),
    leftOut: z
      .array(z.strictObject({ activationId: z.string(), reason: z.enum(['obsolete', 'fullyDrawn']) }))
      .meta({ description: 'What is obsolete, or was renewed, upgraded or upsold whole.' }),
    emails: shownEmails,
  })
  .meta({ id: 'EntitlementCopyPlan' });

const regenerated = z
  .strictObject({
    entitlementId: z.string(),
    ...versioned,
    regenerated: z.array(
      z.strictObject({
        entity: z.enum(['entitlement', 'lineItem', 'maintenanceLineItem']),
        before: z.string(),
        after: nullableText.meta({ description: 'With preview null.' }),
      }),
    ),
  })
  .meta({ id: 'RegeneratedIds' });

/** What is done with whole entitlements beside creating and changing them. */
export function entitlementVerbRoutes({ add }: Api): void {
  add({
    ...post,
    id: 'copyEntitlement',
    url: '/entitlements/{entitlementId}/copy',
    summary: 'Make a new entitlement like another',
    description:
      'Copies what is left at the live ends of its chains, each as new and with an ID of its own; dates and attributes stay, order references and serial numbers do not. With preview, answers the plan.',
    permission: 'createEntitlements',
    path,
    body: entitlementCopySchema.nullish(),
    takesPreview: true,
    status: 201,
    answer: z.union([entitlement, copyPlan]),
    run: async ({ app, actor, path: { entitlementId }, body, preview }) => {
      const answer = await copyEntitlement(app, actor, entitlementId, { ...body, preview });
      if (!preview) app.nudgeWorkers();
      return answer;
    },
    location: (made) => ('copiedFrom' in made ? undefined : `/entitlements/${encodeURIComponent(made.entitlementId)}`),
    version: versionIfChanged,
  });
  add({
    ...post,
    id: 'regenerateIds',
    url: '/entitlements/{entitlementId}/regenerate-ids',
    summary: 'Make the IDs of a draft or test entitlement, or of its draft and test items, anew',
    permission: 'updateEntitlements',
    path,
    body: idRegenerationSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: regenerated,
    run: ({ app, actor, path: { entitlementId }, body, expectedVersion, preview }) =>
      regenerateIds(app, actor, entitlementId, { ...body, expectedVersion, preview }),
    version: (answer) => answer.version,
  });
}
