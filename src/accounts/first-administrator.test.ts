import { describe, expect, onTestFinished, test } from 'vitest';
import * as given from '../../test/given.ts';
import { openWorld, postgresVersions } from '../../test/world.ts';
import { authenticateApiKey, listApiKeys } from './api-key-operations.ts';
import { ensureFirstAdministrator } from './first-administrator.ts';
import { systemActor } from './rules/permissions.ts';

describe.each(postgresVersions())('the first administrator on PostgreSQL %s', (version) => {
  const openEmpty = async () => {
    const world = await openWorld({ version });
    onTestFinished(() => world.close());
    return world;
  };

  test('a configured key becomes it, whichever of several processes comes first, and it may do everything', async () => {
    const { app } = await openEmpty();
    const configured = { ...app, config: { ...app.config, adminApiKey: 'a-key-for-automation' } };
    await Promise.all(Array.from({ length: 5 }, () => ensureFirstAdministrator(configured)));
    expect((await listApiKeys(app, given.operator, { limit: 50 })).items).toMatchObject([
      { name: 'first administrator', roles: ['System Administrator'] },
    ]);
    const name = 'first administrator (a-ke)';
    expect(await authenticateApiKey(app, 'a-key-for-automation')).toMatchObject({ ...systemActor(name) });
  });

  test('there is none where none is configured', async () => {
    const { app } = await openEmpty();
    await ensureFirstAdministrator(app);
    expect((await listApiKeys(app, given.operator, { limit: 50 })).items).toEqual([]);
  });
});
