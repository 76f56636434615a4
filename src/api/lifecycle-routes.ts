import { z } from 'zod';
import { renewalSchema, replacementSchema } from '../lifecycle/child-schemas.ts';
import { renewLineItem, upgradeLineItem, upsellLineItem } from '../lifecycle/lifecycle-operations.ts';
import { maintenanceRenewalSchema, renewMaintenanceLineItem } from '../lifecycle/maintenance-renewing.ts';
import { rightIdSchema } from '../shared/schemas.ts';
import { childPlan, continuedLineItem, maintenanceRenewalPlan, renewedMaintenance } from './lifecycle-answers.ts';
import { post, type Api } from './operation.ts';

const continuing = {
  ...post,
  path: { activationId: rightIdSchema },
  takesIfMatch: true,
  takesPreview: true,
  status: 201,
} as const;

interface Made {
  readonly child: { readonly activationId: string };
}

const ofLineItem = {
  ...continuing,
  answer: z
    .union([continuedLineItem, childPlan])
    .meta({ description: 'The child and its parent, as they are now; with preview, the plan.' }),
  location: (answer: Made) =>
    'startsInThePast' in answer ? undefined : `/line-items/${encodeURIComponent(answer.child.activationId)}`,
};

const description =
  'Adds a child to the same entitlement, which draws copies from the line item and takes its maintenance along. Deploying it ' +
  'also needs changeEntitlementState.';

/** How line items are continued: renewal, upgrade and upsell. */
export function lifecycleRoutes({ add }: Api): void {
  add({
    ...ofLineItem,
    id: 'renewLineItem',
    url: '/line-items/{activationId}/renew',
    summary: 'Renew a line item: the same products for a later time',
    description,
    permission: 'renewEntitlements',
    body: renewalSchema,
    run: ({ app, actor, path: { activationId }, body: renewal, expectedVersion, preview }) =>
      renewLineItem(app, actor, activationId, { renewal, expectedVersion, preview }),
  });
  add({
    ...ofLineItem,
    id: 'upgradeLineItem',
    url: '/line-items/{activationId}/upgrade',
    summary: 'Upgrade a line item: another product for the same time',
    description,
    permission: 'upgradeEntitlements',
    body: replacementSchema,
    run: ({ app, actor, path: { activationId }, body: replacement, expectedVersion, preview }) =>
      upgradeLineItem(app, actor, activationId, { replacement, expectedVersion, preview }),
  });
  add({
    ...ofLineItem,
    id: 'upsellLineItem',
    url: '/line-items/{activationId}/upsell',
    summary: 'Upsell a line item: a larger product for the same time',
    description,
    permission: 'upsellEntitlements',
    body: replacementSchema,
    run: ({ app, actor, path: { activationId }, body: replacement, expectedVersion, preview }) =>
      upsellLineItem(app, actor, activationId, { replacement, expectedVersion, preview }),
  });
  addMaintenance({ add });
}

function addMaintenance({ add }: Api): void {
  add({
    ...continuing,
    id: 'renewMaintenanceLineItem',
    url: '/maintenance-line-items/{activationId}/renew',
    summary: 'Renew maintenance: the same for a later time, covering the same line items',
    description: 'Deploying the child also needs changeEntitlementState.',
    permission: 'renewEntitlements',
    body: maintenanceRenewalSchema,
    answer: z
      .union([renewedMaintenance, maintenanceRenewalPlan])
      .meta({ description: 'The child and its parent, as they are now; with preview, the plan.' }),
    location: (answer: Made) =>
      'startsInThePast' in answer
        ? undefined
        : `/maintenance-line-items/${encodeURIComponent(answer.child.activationId)}`,
    run: ({ app, actor, path: { activationId }, body: renewal, expectedVersion, preview }) =>
      renewMaintenanceLineItem(app, actor, activationId, { renewal, expectedVersion, preview }),
  });
}
