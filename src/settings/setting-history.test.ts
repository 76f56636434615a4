import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { systemActor } from '../accounts/rules/permissions.ts';
import { insertRows } from '../platform/database.ts';
import { listSettingChanges, rollBackSetting } from './setting-history.ts';
import { changeSettings, listSettings } from './setting-operations.ts';

const anna = systemActor('anna');
const bert = systemActor('bert');

describe.each(postgresVersions())('on PostgreSQL %i, the history of settings', (version) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ version });
  });
  afterEach(() => world.close());

  const changes = async (name?: string) => (await listSettingChanges(world.app, anna, { limit: 50, name })).items;
  const newestOf = async (name: string): Promise<string> => (await changes(name))[0]?.changeId ?? '';
  const renewals = async () => (await listSettings(world.app, anna))['Renewals'] ?? {};

  test('tells each change, the newest first, page by page or of one setting', async () => {
    await changeSettings(world.app, anna, { renewalLookAhead: 150, producerName: 'Acme' });
    await changeSettings(world.app, bert, { renewalLookAhead: 120, producerName: 'Acme' });
    expect(await changes('renewalLookAhead')).toMatchObject([
      { name: 'renewalLookAhead', before: 150, after: 120, actor: 'bert' },
      { name: 'renewalLookAhead', before: 200, after: 150, actor: 'anna' },
    ]);
    const all = await changes();
    expect(all).toHaveLength(3);
    const first = await listSettingChanges(world.app, anna, { limit: 2 });
    const cursor = first.nextCursor ?? '';
    const second = await listSettingChanges(world.app, anna, { limit: 2, cursor });
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.nextCursor).toBeNull();
  });

  test('stands beside each value: who changed it last, and nobody for a default', async () => {
    await changeSettings(world.app, anna, { expiringWindow: 60 });
    expect(await renewals()).toMatchObject({
      expiringWindow: { value: 60, changedBy: 'anna', changedAt: expect.stringMatching(/Z$/) },
      renewalLookAhead: { value: 200, changedBy: null, changedAt: null },
    });
  });

  test('is gone back in, after a preview that changes nothing, and grows by it', async () => {
    await changeSettings(world.app, anna, { expiringWindow: 60 });
    await changeSettings(world.app, anna, { expiringWindow: 45 });
    const changeId = await newestOf('expiringWindow');
    const plan = { name: 'expiringWindow', before: 45, after: 60 };
    expect(await rollBackSetting(world.app, bert, { changeId, preview: true })).toEqual(plan);
    expect(await changes()).toHaveLength(2);
    expect(await rollBackSetting(world.app, bert, { changeId })).toEqual(plan);
    expect(await renewals()).toMatchObject({ expiringWindow: { value: 60, changedBy: 'bert' } });
    expect((await changes())[0]).toMatchObject({ before: 45, after: 60, actor: 'bert' });
    await rollBackSetting(world.app, anna, { changeId });
    expect(await changes()).toHaveLength(3);
  });

  test('is not gone back to what contradicts other settings, is not valid, or is no setting any more', async () => {
    await changeSettings(world.app, anna, { expiringWindow: 60, renewalCritical: 10 });
    const critical = await newestOf('renewalCritical');
    await changeSettings(world.app, anna, { expiringWindow: 20 });
    const changed = { actor: 'old', entity: 'setting', subjectId: null, event: 'changed', after: null } as const;
    await world.app.database.transaction().execute((transaction) =>
      insertRows(transaction, 'historyRecord', [
        { ...changed, entityKey: 'renewalLookAhead', before: 99_999, reason: null, requestId: null },
        { ...changed, entityKey: 'oldSetting', before: 1, reason: null, requestId: null },
      ]),
    );
    const cases = [
      [critical, 'critical_beyond_window'],
      [await newestOf('renewalLookAhead'), 'wrong_value'],
      [await newestOf('oldSetting'), 'unknown_setting'],
    ] as const;
    const before = await changes();
    for (const [changeId, code] of cases)
      for (const preview of [true, false])
        await expect(rollBackSetting(world.app, anna, { changeId, preview })).rejects.toMatchObject({
          code: 'refused',
          reasons: [{ code }],
        });
    for (const changeId of ['0', 'x', '999999999'])
      await expect(rollBackSetting(world.app, anna, { changeId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await changes()).toEqual(before);
  });
});
