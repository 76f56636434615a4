import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenImport, importer } from '../../test/given-import.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { getAccount } from '../accounts/account-operations.ts';
import { getCustomAttribute } from '../catalog/custom-attribute-operations.ts';
import { changeSettings } from '../settings/setting-operations.ts';

const tier = { entity: 'customAttribute', of: 'account', name: 'tier', type: 'text', validValues: ['gold', 'lead'] };
const seats = { entity: 'customAttribute', of: 'account', name: 'seats', type: 'number', required: true };
const account = (accountId: string, attributes: object) => ({
  entity: 'account',
  accountId,
  name: accountId,
  attributes,
});

describe.each(postgresVersions())('custom attributes of files on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  test('are defined by them, and what stands before a definition is judged without it', async () => {
    const early = account('early', { tier: 'silver' });
    const file = [early, tier, seats, account('late', { tier: 'silver' }), account('right', { tier: 'gold' })];
    const imported = await givenImport(world, file);
    expect(imported.counts).toMatchObject({ created: 4, failed: 1 });
    expect(await getAccount(world.app, importer, 'early')).toMatchObject({ attributes: { tier: 'silver' } });
    const again = [early, tier, seats, account('right', { tier: 'gold' })];
    expect((await givenImport(world, again)).counts).toMatchObject({ unchanged: 4, failed: 0 });
    expect(await getCustomAttribute(world.app, importer, { entity: 'account', name: 'seats' })).toMatchObject({
      required: true,
      label: 'seats',
    });
  });

  test('are checked by their type, but nobody asks files for what is required', async () => {
    await givenImport(world, [tier, seats]);
    const { counts } = await givenImport(world, [account('many', { seats: 'many' }), account('none', {})]);
    expect(counts).toMatchObject({ created: 1, failed: 1 });
  });

  test('keep their type, and have names of letters', async () => {
    await givenImport(world, [tier]);
    const { counts } = await givenImport(world, [
      { ...tier, type: 'longText', validValues: [] },
      { ...tier, name: '7up' },
      { entity: 'customAttribute', name: 'homeless', type: 'text' },
    ]);
    expect(counts).toMatchObject({ failed: 3 });
  });

  test('need a definition where the setting asks for one', async () => {
    await givenImport(world, [tier]);
    await changeSettings(world.app, importer, { onlyDefinedAttributes: true });
    const { counts } = await givenImport(world, [
      account('free', { colour: 'red' }),
      account('bound', { tier: 'lead' }),
    ]);
    expect(counts).toMatchObject({ created: 1, failed: 1 });
    await changeSettings(world.app, importer, { onlyDefinedAttributes: false });
  });
});
