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

  test('of several processes that start at once, one makes the key and shows it; it may do everything', async () => {
    const { app } = await openEmpty();
    const shown = (await Promise.all(Array.from({ length: 5 }, () => ensureFirstAdministrator(app)))).filter(
      (secret) => secret !== undefined,
    );
    expect(shown).toHaveLength(1);
    expect((await listApiKeys(app, given.operator, { limit: 50 })).items).toMatchObject([
      { name: 'first administrator', roles: ['System Administrator'] },
    ]);
    expect(await authenticateApiKey(app, shown[0] ?? '')).toMatchObject({
      ...systemActor('x'),
      name: expect.stringMatching(/^first administrator/) as unknown,
    });
    expect(await ensureFirstAdministrator(app)).toBeUndefined();
  });

  test('a configured key becomes it and is shown nowhere', async () => {
    const { app } = await openEmpty();
    const configured = { ...app, config: { ...app.config, adminApiKey: 'a-key-for-automation' } };
    expect(await ensureFirstAdministrator(configured)).toBeUndefined();
    expect((await authenticateApiKey(app, 'a-key-for-automation')).name).toBe('first administrator (a-ke)');
  });
});
