import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import {
  changeLicenseModel,
  changeLicenseModelState,
  createLicenseModel,
  deleteLicenseModel,
  getLicenseModel,
  licenseModelHistory,
  listLicenseModels,
} from './license-model-operations.ts';
import type { NewLicenseModel } from './license-model-schemas.ts';
import {
  changeLicenseTechnology,
  changeLicenseTechnologyState,
  createLicenseTechnology,
  deleteLicenseTechnology,
  getLicenseTechnology,
  licenseTechnologyHistory,
  listLicenseTechnologies,
} from './license-technology-operations.ts';

const whole: NewLicenseModel = {
  name: 'Whole',
  technology: 'certificate',
  licenseTechnologyId: null,
  counting: 'counted',
  lock: 'floating',
  description: 'everything',
  attributes: [
    { name: 'ISSUER', type: 'text', when: 'model', value: 'Acme', required: false, validValues: [] },
    {
      name: 'edition',
      type: 'multiValuedText',
      when: 'entitlement',
      value: null,
      required: true,
      validValues: ['gold', 'silver'],
    },
    { name: 'site', type: 'longText', when: 'activation', value: null, required: false, validValues: [] },
  ],
  policies: {
    returns: { allowedCount: 3, term: null },
    repairs: null,
    rehosts: { allowedCount: 1, term: null },
    extraActivations: 2,
    cancelLicense: false,
  },
  overdraft: { percent: 20 },
};
const all = { limit: 50 };

describe.each(postgresVersions())('license models on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  const change = (key: string, changes: Partial<NewLicenseModel>, more: object = {}) =>
    changeLicenseModel(world.app, given.operator, key, { changes, ...more });
  const deploy = (key: string) => changeLicenseModelState(world.app, given.operator, key, { state: 'deployed' });
  const technology = async (more: object = {}) => {
    const name = `T ${Math.random()}`;
    const made = await createLicenseTechnology(world.app, given.operator, {
      name,
      generator: { kind: 'handsFree' },
      ...more,
    });
    return made.licenseTechnologyId;
  };

  test('a model is read as it was made', async () => {
    const made = await createLicenseModel(world.app, given.operator, { ...whole, licenseModelId: 'whole' });
    expect(made).toMatchObject({ ...whole, state: 'draft', version: 1 });
    expect(await getLicenseModel(world.app, given.operator, 'whole')).toEqual(made);
  });

  test('a model about which little is said has the usual policies and asks for nothing', async () => {
    expect(await given.licenseModel(world)).toMatchObject({
      licenseTechnologyId: null,
      attributes: [],
      overdraft: null,
      policies: {
        returns: null,
        repairs: null,
        rehosts: null,
        extraActivations: 0,
        cancelLicense: true,
        atEntitlement: [],
      },
    });
  });

  test('a draft may change in everything; a policy that is not named stays', async () => {
    const { licenseModelId } = await createLicenseModel(world.app, given.operator, { ...whole, name: 'Change me' });
    const changes = {
      name: 'Changed',
      technology: 'embedded',
      attributes: [],
      policies: { returns: null, extraActivations: 0 },
      overdraft: { unlimited: true },
      description: null,
    } as const;
    const changed = await change(licenseModelId, { ...changes, attributes: [] });
    expect(changed).toMatchObject({
      ...changes,
      counting: 'counted',
      policies: { returns: null, rehosts: { allowedCount: 1, term: null }, cancelLicense: false },
      version: 2,
    });
    const { items } = await licenseModelHistory(world.app, given.operator, licenseModelId, all);
    expect(items.map(({ event }) => event)).toEqual(['created', 'changed']);
    expect(items[1]?.before).toMatchObject({ name: 'Change me', overdraft: { percent: 20 } });
  });

  test('of a deployed model the description alone may change, and every other field is told', async () => {
    const licenseModelId = await given.deployedLicenseModel(world);
    expect(await change(licenseModelId, { description: 'new' })).toMatchObject({ description: 'new', version: 3 });
    const more = { name: 'x', lock: 'floating', overdraft: { count: 1 }, description: 'newer' } as const;
    const frozen = ['not_editable /name', 'not_editable /lock', 'not_editable /overdraft'];
    expect(await reasonsOf(change(licenseModelId, more))).toEqual(frozen);
    expect(await reasonsOf(change(licenseModelId, more, { preview: true }))).toEqual(frozen);
    expect(await problemOf(change(licenseModelId, { description: null }, { expectedVersion: 2 }))).toMatchObject({
      code: 'stale_version',
    });
  });

  test('a preview answers what differs and changes nothing', async () => {
    const { licenseModelId } = await given.licenseModel(world, { name: 'Before' });
    expect(await change(licenseModelId, { name: 'After' }, { preview: true })).toEqual({
      before: { name: 'Before' },
      after: { name: 'After' },
    });
    expect(await getLicenseModel(world.app, given.operator, licenseModelId)).toMatchObject({
      name: 'Before',
      version: 1,
    });
  });

  test('a draft that nothing refers to can be deleted, and no other', async () => {
    const { licenseModelId } = await given.licenseModel(world);
    const { productId } = await given.product(world, { licenseModels: [licenseModelId] });
    const remove = (key: string) => deleteLicenseModel(world.app, given.operator, key, {});
    expect(await problemOf(remove(licenseModelId))).toMatchObject({
      reasons: [{ code: 'in_use', message: `It is used by product ${productId}.` }],
    });
    await deploy(licenseModelId);
    expect(await reasonsOf(remove(licenseModelId))).toEqual(['not_draft', 'in_use']);
    const free = await given.licenseModel(world);
    expect(await remove(free.licenseModelId)).toEqual({
      deleted: { entity: 'licenseModel', key: free.licenseModelId },
    });
    expect(await problemOf(remove(free.licenseModelId))).toMatchObject({ code: 'not_found' });
  });

  test('the built-in technologies are there and stay as they are', async () => {
    const { items } = await listLicenseTechnologies(world.app, given.operator, { ...all, state: 'deployed' });
    expect(
      items.slice(0, 3).map(({ licenseTechnologyId, letter, builtIn }) => [licenseTechnologyId, letter, builtIn]),
    ).toEqual([
      ['embedded', 'E', true],
      ['certificate', 'C', true],
      ['trustedStorage', 'T', true],
    ]);
    const app = world.app;
    const refused = [
      () => changeLicenseTechnology(app, given.operator, 'embedded', { changes: { description: 'mine' } }),
      () => changeLicenseTechnologyState(app, given.operator, 'certificate', { state: 'draft' }),
      () => changeLicenseTechnologyState(app, given.operator, 'certificate', { state: 'draft', preview: true }),
      () => deleteLicenseTechnology(app, given.operator, 'trustedStorage', {}),
    ];
    for (const one of refused) expect(await reasonsOf(one())).toEqual(['built_in']);
  });

  test('a technology of the producer is read as it was made, changed as a draft, and frozen when it is deployed', async () => {
    const input = {
      licenseTechnologyId: 'text-key',
      name: 'Text key',
      generator: { kind: 'template', template: 'KEY {{ activationId }}' },
      hostTypes: ['device', 'user'],
    } as const;
    const made = await createLicenseTechnology(world.app, given.operator, { ...input, hostTypes: ['device', 'user'] });
    expect(made).toMatchObject({
      ...input,
      technology: 'custom',
      letter: 'NF',
      builtIn: false,
      state: 'draft',
      version: 1,
    });
    expect(await getLicenseTechnology(world.app, given.operator, 'text-key')).toEqual(made);
    const changed = (changes: object) => changeLicenseTechnology(world.app, given.operator, 'text-key', { changes });
    expect(await changed({ generator: { kind: 'manual' }, hostTypes: [] })).toMatchObject({
      generator: { kind: 'manual' },
      hostTypes: [],
      version: 2,
    });
    await changeLicenseTechnologyState(world.app, given.operator, 'text-key', { state: 'deployed', reason: 'tested' });
    expect(await changed({ description: 'by hand' })).toMatchObject({ description: 'by hand', state: 'deployed' });
    expect(await reasonsOf(changed({ name: 'Other', hostTypes: ['device'] }))).toEqual([
      'not_editable /name',
      'not_editable /hostTypes',
    ]);
    expect(await reasonsOf(deleteLicenseTechnology(world.app, given.operator, 'text-key', {}))).toEqual(['not_draft']);
    const { items } = await licenseTechnologyHistory(world.app, given.operator, 'text-key', all);
    expect(items.map(({ event, reason }) => [event, reason])).toEqual([
      ['created', null],
      ['changed', null],
      ['stateChanged', 'tested'],
      ['changed', null],
    ]);
  });

  test('a technology is refused with every reason', async () => {
    const create = (template: string, hostTypes: string[]) =>
      createLicenseTechnology(world.app, given.operator, {
        name: 'Embedded',
        generator: { kind: 'template', template },
        hostTypes,
      });
    expect(await reasonsOf(create('{% if %}', ['device', 'device']))).toEqual([
      'name_taken /name',
      'wrong_syntax /generator/template',
      'repeated /hostTypes/1',
    ]);
    expect(await reasonsOf(create("{% include 'secrets' %}", []))).toContain('wrong_syntax /generator/template');
  });

  test('a model is deployed after its technology, which then stays', async () => {
    const licenseTechnologyId = await technology();
    const { licenseModelId } = await given.licenseModel(world, { technology: 'custom', licenseTechnologyId });
    const state = (to: 'draft' | 'deployed') =>
      changeLicenseTechnologyState(world.app, given.operator, licenseTechnologyId, { state: to });
    const preview = { state: 'deployed', preview: true } as const;
    const early = ['license_technology_not_deployed /licenseTechnologyId'];
    expect(await reasonsOf(deploy(licenseModelId))).toEqual(early);
    expect(await reasonsOf(changeLicenseModelState(world.app, given.operator, licenseModelId, preview))).toEqual(early);
    await state('deployed');
    await state('draft');
    await state('deployed');
    expect(await deploy(licenseModelId)).toMatchObject({ state: 'deployed', licenseTechnologyId });
    expect(await problemOf(state('draft'))).toMatchObject({
      reasons: [{ code: 'in_use', message: `It is used by license model ${licenseModelId}.` }],
    });
    const filter = { ...all, licenseTechnologyId, technology: 'custom', state: 'deployed' } as const;
    const { items } = await listLicenseModels(world.app, given.operator, filter);
    expect(items.map((model) => model.licenseModelId)).toEqual([licenseModelId]);
  });

  test('a technology that a model names cannot be deleted', async () => {
    const licenseTechnologyId = await technology();
    const { licenseModelId } = await given.licenseModel(world, { technology: 'custom', licenseTechnologyId });
    const remove = () => deleteLicenseTechnology(world.app, given.operator, licenseTechnologyId, {});
    expect(await reasonsOf(remove())).toEqual(['in_use']);
    await deleteLicenseModel(world.app, given.operator, licenseModelId, {});
    expect(await remove()).toEqual({ deleted: { entity: 'licenseTechnology', key: licenseTechnologyId } });
  });
});
