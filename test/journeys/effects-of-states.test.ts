import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activate, returnFulfillment } from '../../src/activation/activation-operations.ts';
import { emailEntitlement } from '../../src/entitlements/entitlement-email-operations.ts';
import { getLineItem } from '../../src/entitlements/entitlement-reading.ts';
import { changeLineItem } from '../../src/entitlements/item-changing-operations.ts';
import { deleteLineItem } from '../../src/entitlements/right-deleting.ts';
import { changeLineItemState } from '../../src/entitlements/state-operations.ts';
import { previewJob } from '../../src/jobs/job-preview.ts';
import { readChain } from '../../src/lifecycle/chain-reading.ts';
import { renewalRequest, replacementRequest } from '../../src/lifecycle/child-request.ts';
import { renewalSchema, replacementSchema } from '../../src/lifecycle/child-schemas.ts';
import { changeItemBatch } from '../../src/lifecycle/item-batch.ts';
import { changeSettings } from '../../src/settings/setting-operations.ts';
import type { RightState } from '../../src/shared/vocabulary.ts';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../given-records.ts';
import { problemOf } from '../problem.ts';
import { openWorld, postgresVersions, type World } from '../world.ts';

/**
 * The effect of a line item's state on each operation, cell by cell (reference 2.7), on line items of deployed entitlements, and
 * of test entitlements for the column `test`.
 */
const columns = ['draft', 'deployed', 'inactive', 'test', 'obsolete'] as const satisfies readonly RightState[];
type Column = (typeof columns)[number];
type Cells = Readonly<Record<Column, boolean>>;

const cells = (...answers: readonly [boolean, boolean, boolean, boolean, boolean]): Cells => {
  const [draft, deployed, inactive, test, obsolete] = answers;
  return { draft, deployed, inactive, test, obsolete };
};
const [Y, N] = [true, false];

interface Row {
  /** in the reference */
  readonly row: string;
  readonly operation: string;
  readonly cells: Cells;
  readonly settings?: Readonly<Record<string, boolean>>;
  /** whether it is done to, or counts, the line item in a state */
  readonly is: (state: Column) => Promise<boolean>;
}

/** The rows of the reference, and those whose operations do not exist yet: whoever builds one takes it out of the second list. */
const rowsOfReference = [
  'Edit',
  'Delete',
  'Activate',
  'Upgrade / upsell / renew (make child)',
  'Return fulfillment',
  'Repair fulfillment',
  'Rehost fulfillment',
  'Transfer / split',
  'Included in entitlement email',
  'Expiring / expired notices',
  'Auto renewal job',
  'Product Version Upgrade job',
];
const coming = [
  'Repair fulfillment',
  'Rehost fulfillment',
  'Transfer / split',
  'Auto renewal job',
  'Product Version Upgrade job',
];

describe.each(postgresVersions())('the state of a line item on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    const becomes = { entity: 'productRelationship', fromProductId: 'paint-1', toProductId: 'paint-2' };
    await givenRecords(world.app, [
      ...smallCatalog,
      { ...becomes, type: 'upgrade' },
      { ...becomes, type: 'upsell' },
      ...givenAccount('A'),
    ]);
  });
  afterAll(() => world.close());

  /** A line item in a state; answers its key, which stands behind E- of its entitlement and L- of itself. */
  async function givenItem(state: Column, { accountId = 'A', ends = '2026-03-20' } = {}): Promise<string> {
    const key = `${version}-${(number += 1)}`;
    const under = state === 'test' ? { state: 'test', test: true } : {};
    await givenRecords(world.app, [
      givenEntitlement(`E-${key}`, accountId, [givenLineItem(`L-${key}`, ends, { state })], under),
    ]);
    return key;
  }

  /** True where it is done, false where the rules refuse it; any other problem is a failure of the test. */
  async function isAllowed(work: Promise<unknown>): Promise<boolean> {
    const problem = await work.then(
      () => undefined,
      () => problemOf(work),
    );
    if (problem !== undefined) expect(problem.code).toBe('refused');
    return problem === undefined;
  }

  async function isEdited(state: Column, changes: Parameters<typeof changeLineItem>[3]['changes']): Promise<boolean> {
    const id = `L-${await givenItem(state)}`;
    const isDone = await isAllowed(changeLineItem(world.app, anybody, id, { changes }));
    const item = await getLineItem(world.app, anybody, id);
    expect(item.version > 1).toBe(isDone);
    return isDone;
  }

  async function isDeleted(state: Column): Promise<boolean> {
    const id = `L-${await givenItem(state)}`;
    const isDone = await isAllowed(deleteLineItem(world.app, anybody, id, {}));
    const found = await getLineItem(world.app, anybody, id).catch(() => undefined);
    expect(found === undefined).toBe(isDone);
    return isDone;
  }

  const activated = (activationId: string) =>
    activate(world.app, anybody, { activationId, host: { type: 'host', id: 'H', name: null }, count: 1 });

  async function isActivated(state: Column): Promise<boolean> {
    const id = `L-${await givenItem(state)}`;
    const isDone = await isAllowed(activated(id));
    expect((await getLineItem(world.app, anybody, id)).activatedCount).toBe(isDone ? 1 : 0);
    return isDone;
  }

  /** Of a draft nothing is activated, so nothing is returned either. */
  async function isReturned(state: Column): Promise<boolean> {
    const id = `L-${await givenItem(state === 'test' ? 'test' : 'deployed')}`;
    const { made } = await activated(id);
    if (state === 'draft') return isAllowed(changeLineItemState(world.app, anybody, id, { state }));
    if (state === 'inactive' || state === 'obsolete') await changeLineItemState(world.app, anybody, id, { state });
    return isAllowed(returnFulfillment(world.app, anybody, made.fulfillmentId));
  }

  const isContinuedAs = (type: 'renewal' | 'upgrade' | 'upsell') => async (state: Column) => {
    const activationId = `L-${await givenItem(state)}`;
    const request =
      type === 'renewal'
        ? renewalRequest({ activationId }, renewalSchema.parse({ term: 'P1Y' }))
        : replacementRequest({ activationId, type }, replacementSchema.parse({ productId: 'paint-2' }));
    const batch = { operations: [request], atomic: true, preview: false };
    const [outcome] = await changeItemBatch(world.app, anybody, batch);
    if (outcome !== undefined && 'refused' in outcome) await isAllowed(Promise.reject(outcome.refused));
    const chain = await readChain(world.app, anybody, activationId, { limit: 5 });
    const isDone = outcome !== undefined && 'made' in outcome;
    expect(chain.items.length).toBe(isDone ? 2 : 1);
    return isDone;
  };

  async function isInEmail(state: Column): Promise<boolean> {
    const key = await givenItem(state);
    const preview = emailEntitlement(world.app, anybody, `E-${key}`, { preview: true });
    if (!(await isAllowed(preview))) return false;
    const answer = await preview;
    return 'emails' in answer && answer.emails.some(({ text }) => text.includes(`L-${key}`));
  }

  const isNoticed = (job: string, ends: string) => async (state: Column) => {
    const accountId = `${job}-${state}-${version}`;
    await givenRecords(world.app, givenAccount(accountId));
    const key = await givenItem(state, { accountId, ends });
    const { items } = await previewJob(world.app, anybody, job, { limit: 500 });
    return items.some((item) => JSON.stringify(item.listed).includes(`"L-${key}"`));
  };

  const rows: readonly Row[] = [
    {
      row: 'Edit',
      operation: 'Edit what is always open',
      cells: cells(Y, Y, N, Y, N),
      is: (state) => isEdited(state, { description: 'new' }),
    },
    {
      row: 'Edit',
      operation: 'Edit everything',
      cells: cells(Y, N, N, Y, N),
      is: (state) => isEdited(state, { quantity: 11 }),
    },
    {
      row: 'Edit',
      operation: 'Edit everything where deployed entities may be edited',
      settings: { allowEditingOfDeployedEntities: true },
      cells: cells(Y, Y, N, Y, N),
      is: (state) => isEdited(state, { quantity: 11 }),
    },
    { row: 'Activate', operation: 'Activate', cells: cells(N, Y, N, Y, N), is: isActivated },
    {
      row: 'Return fulfillment',
      operation: 'Return a fulfillment',
      cells: cells(N, Y, N, Y, Y),
      is: isReturned,
    },
    ...(['renewal', 'upgrade', 'upsell'] as const).map((type) => ({
      row: 'Upgrade / upsell / renew (make child)',
      operation: `Make a child: ${type}`,
      cells: cells(N, Y, N, Y, N),
      is: isContinuedAs(type),
    })),
    { row: 'Delete', operation: 'Delete', cells: cells(Y, N, N, Y, N), is: isDeleted },
    {
      row: 'Included in entitlement email',
      operation: 'Included in the entitlement email',
      cells: cells(N, Y, N, N, N),
      is: isInEmail,
    },
    {
      row: 'Included in entitlement email',
      operation: 'Included in the entitlement email where it is not only for what is deployed',
      settings: { sendEntitlementEmailOnlyForDeployed: false },
      cells: cells(Y, Y, Y, Y, Y),
      is: isInEmail,
    },
    {
      row: 'Expiring / expired notices',
      operation: 'Expiring notices',
      cells: cells(N, Y, N, N, N),
      is: isNoticed('expiring-entitlements', '2026-03-20'),
    },
    {
      row: 'Expiring / expired notices',
      operation: 'Expired notices',
      cells: cells(N, Y, N, N, N),
      is: isNoticed('expired-entitlements', '2026-02-20'),
    },
  ];

  describe.each(rows)('$operation', ({ cells: answers, settings = {}, is }) => {
    const opposite = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, !value]));
    beforeAll(() => changeSettings(world.app, anybody, settings));
    afterAll(() => changeSettings(world.app, anybody, opposite));

    test.each(columns.map((state) => [state, answers[state]] as const))('%s: %s', async (state, answer) => {
      expect(await is(state)).toBe(answer);
    });
  });

  test('has its effect on each operation of the reference that exists', () => {
    expect(new Set([...rows.map(({ row }) => row), ...coming])).toEqual(new Set(rowsOfReference));
  });
});
