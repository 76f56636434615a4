import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { systemActor, type Actor } from '../accounts/rules/permissions.ts';
import { selectHistory } from '../platform/history.ts';
import {
  activateEmailTemplate,
  addEmailTemplateVersion,
  deactivateEmailTemplate,
  getEmailTemplate,
  listEmailTemplates,
  validateEmailTemplate,
} from './email-template-operations.ts';
import { activeTemplates } from './email-template-store.ts';
import { listEmailTypes } from './email-type-operations.ts';
import { chooseTemplate } from './rules/template-choice.ts';
import { previewEmailTemplate } from './template-preview.ts';

const admin = systemActor('admin');
const nobody: Actor = { ...systemActor('nobody'), permissions: new Set() };
const german = {
  type: 'renewal-reminder',
  locale: 'de_at',
  subject: 'Bald',
  text: 'Hallo {{ user.firstName }}',
  html: '<p>Hallo</p>',
};

describe.each(postgresVersions())('email templates on PostgreSQL %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(async () => world.close());

  test('a new version is not active unless it is asked for, and its locale is written properly', async () => {
    const added = await addEmailTemplateVersion(world.app, admin, german);
    expect(added).toMatchObject({
      locale: 'de-AT',
      variation: 'DEFAULT',
      version: 1,
      active: false,
      shipped: false,
      createdBy: 'admin',
    });
    expect(await getEmailTemplate(world.app, admin, added.emailTemplateId)).toEqual(added);
  });

  test('only one version is active at a time, and the history knows who switched', async () => {
    const second = await addEmailTemplateVersion(world.app, admin, { ...german, active: true });
    const third = await addEmailTemplateVersion(world.app, admin, german);
    await activateEmailTemplate(world.app, admin, third.emailTemplateId);
    const { items } = await listEmailTemplates(world.app, admin, { locale: 'de-AT', limit: 500 });
    expect(items.map(({ version, active }) => [version, active])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    const history = await selectHistory(world.app.database, {
      entity: 'emailTemplate',
      subjects: { emailTemplate: [Number(second.emailTemplateId)] },
      after: 0,
      limit: 9,
    });
    expect(history.map(({ event, after, actor }) => [event, after, actor])).toEqual([
      ['created', { subject: 'Bald' }, 'admin'],
      ['stateChanged', { active: true }, 'admin'],
      ['stateChanged', { active: false }, 'admin'],
    ]);
  });

  test('versions that are added and activated at once get numbers of their own, and one is active', async () => {
    const swedish = { ...german, locale: 'sv', active: true };
    await Promise.all(Array.from({ length: 8 }, async () => addEmailTemplateVersion(world.app, admin, swedish)));
    const { items } = await listEmailTemplates(world.app, admin, { locale: 'sv', limit: 500 });
    expect(items.map((item) => item.version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(items.filter((item) => item.active)).toHaveLength(1);
  });

  test('what is active can be frozen, and chosen from', async () => {
    const active = await activeTemplates(world.app.database, ['renewal-reminder', 'unheard-of']);
    expect(JSON.parse(JSON.stringify(active))).toEqual(active);
    expect(active['unheard-of']).toEqual([]);
    const chosen = chooseTemplate(active['renewal-reminder'] ?? [], { locale: 'de-AT' });
    expect(await getEmailTemplate(world.app, admin, String(chosen?.id))).toMatchObject({ locale: 'de-AT', version: 3 });
  });

  test('a type of which nothing is active has nothing to choose from', async () => {
    const { items } = await listEmailTemplates(world.app, admin, { type: 'renewal-intent', limit: 50 });
    for (const { emailTemplateId } of items) await deactivateEmailTemplate(world.app, admin, emailTemplateId);
    expect(await activeTemplates(world.app.database, ['renewal-intent'])).toEqual({ 'renewal-intent': [] });
    const types = (await listEmailTypes(world.app, admin)).items;
    expect(types.filter(({ inUse }) => !inUse).map(({ type }) => type)).toEqual(['renewal-intent']);
  });

  test('a wrong one is refused with everything that is wrong', async () => {
    const wrong = { ...german, locale: '???', variation: 'GOLD', subject: '{{ usr.firstName }}', html: '{% if %}' };
    await expect(addEmailTemplateVersion(world.app, admin, wrong)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '/variation' }, { pointer: '/locale' }, { pointer: '/subject' }, { pointer: '/html' }],
    });
    await expect(
      addEmailTemplateVersion(world.app, admin, { ...german, type: 'renewal-remainder' }),
    ).rejects.toMatchObject({
      errors: [
        { pointer: '/type', message: 'There is no email type renewal-remainder. Did you mean renewal-reminder?' },
      ],
    });
  });

  test('a stored one is previewed and validated, also with changes', async () => {
    const { items } = await listEmailTemplates(world.app, admin, { type: 'renewal-reminder', locale: 'en', limit: 1 });
    const id = items[0]?.emailTemplateId ?? '';
    expect((await previewEmailTemplate(world.app, admin, id)).text).toContain('Hello Maria');
    expect(await validateEmailTemplate(world.app, admin, id)).toEqual({ valid: true, errors: [] });
    expect(await validateEmailTemplate(world.app, admin, id, { html: '{{ x }}' })).toMatchObject({
      valid: false,
      errors: [{ pointer: '/html', nearest: expect.any(String), places: [{ line: 1, column: 4 }] }],
    });
  });

  test('a draft is previewed as far as it can be rendered', async () => {
    const { items } = await listEmailTemplates(world.app, admin, { type: 'renewal-reminder', locale: 'en', limit: 1 });
    const id = items[0]?.emailTemplateId ?? '';
    const changes = { subject: 'For {{ account.name }}' };
    const rendered = await previewEmailTemplate(world.app, admin, id, { changes });
    expect(rendered).toMatchObject({ subject: 'For Northwind & Sons', text: expect.stringContaining('Hello Maria') });
    await expect(previewEmailTemplate(world.app, admin, id, { changes: { html: '{% if' } })).rejects.toMatchObject({
      code: 'refused',
      reasons: [{ code: 'cannot_be_rendered', pointer: '/html' }],
    });
  });

  test('pages follow each other without a gap', async () => {
    const all = (await listEmailTemplates(world.app, admin, { limit: 500 })).items;
    const paged = [];
    for (let cursor: string | undefined | null; cursor !== null;) {
      const page = await listEmailTemplates(world.app, admin, {
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      });
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
  });

  test('what is not there is not found, and without permission nothing is done', async () => {
    for (const id of ['999999', 'x', '', '1e3'])
      await expect(getEmailTemplate(world.app, admin, id)).rejects.toMatchObject({ code: 'not_found' });
    const forbidden = { code: 'forbidden' };
    await expect(listEmailTemplates(world.app, nobody, { limit: 1 })).rejects.toMatchObject(forbidden);
    await expect(listEmailTypes(world.app, nobody)).rejects.toMatchObject(forbidden);
    await expect(getEmailTemplate(world.app, nobody, '1')).rejects.toMatchObject(forbidden);
    await expect(previewEmailTemplate(world.app, nobody, '1')).rejects.toMatchObject(forbidden);
    await expect(validateEmailTemplate(world.app, nobody, '1')).rejects.toMatchObject(forbidden);
    await expect(addEmailTemplateVersion(world.app, nobody, german)).rejects.toMatchObject(forbidden);
    await expect(activateEmailTemplate(world.app, nobody, '1')).rejects.toMatchObject(forbidden);
    await expect(deactivateEmailTemplate(world.app, nobody, '1')).rejects.toMatchObject(forbidden);
  });
});
