import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { systemActor } from '../accounts/rules/permissions.ts';
import { addEmailTemplateVersion, deactivateEmailTemplate, listEmailTemplates } from './email-template-operations.ts';
import { activeTemplates } from './email-template-store.ts';
import { emailTypes } from './rules/email-types.ts';
import { chooseTemplate } from './rules/template-choice.ts';
import { installShippedTemplates, installTemplates } from './shipped-templates.ts';
import { readShippedTemplates } from './template-files.ts';

describe.each(postgresVersions())('shipped templates on PostgreSQL %s', (version) => {
  let world: World;
  const admin = systemActor('admin');

  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(async () => world.close());

  async function versionsOf(type: string) {
    const page = await listEmailTemplates(world.app, admin, { type, locale: 'en', limit: 500 });
    return page.items.map(({ version, active, shipped, text }) => ({ version, active, shipped, text }));
  }

  function release(type: string, text: string) {
    return readShippedTemplates().flatMap((template) =>
      template.type === type && template.locale === 'en' ? [{ ...template, text }] : [],
    );
  }

  test('are there and active in a fresh database', async () => {
    const { items } = await listEmailTemplates(world.app, admin, { active: true, limit: 500 });
    expect(
      items.map(({ type, variation, locale, version, shipped }) => [type, variation, locale, version, shipped]),
    ).toEqual(readShippedTemplates().map(({ type, locale }) => [type, 'DEFAULT', locale, 1, true]));
  });

  test('are active for every type in every language, and chosen for a reader of it', async () => {
    const active = await activeTemplates(world.app.database, Object.keys(emailTypes));
    const chosen = Object.keys(emailTypes).flatMap((type) =>
      ['en', 'de-AT', 'fr-CA', 'ja', 'sv'].map((locale) => chooseTemplate(active[type] ?? [], { locale })?.locale),
    );
    expect(chosen).toEqual(Object.keys(emailTypes).flatMap(() => ['en', 'de', 'fr', 'ja', 'en']));
  });

  test('are not installed twice, not even by two processes at once', async () => {
    const { database } = world.app;
    await Promise.all([
      installShippedTemplates(database),
      installShippedTemplates(database),
      installShippedTemplates(database),
    ]);
    expect(await versionsOf('renewal-reminder')).toHaveLength(1);
  });

  test('of a later release take the place of the earlier ones', async () => {
    const later = release('renewal-intent', 'better');
    await Promise.all([installTemplates(world.app.database, later), installTemplates(world.app.database, later)]);
    expect(await versionsOf('renewal-intent')).toMatchObject([
      { active: false },
      { version: 2, active: true, shipped: true, text: 'better' },
    ]);
  });

  test("never take the place of a producer's own", async () => {
    const type = 'renewal-reminder';
    await addEmailTemplateVersion(world.app, admin, {
      type,
      locale: 'en',
      subject: 'Ours',
      text: 'Ours',
      html: 'Ours',
      active: true,
    });
    await installTemplates(world.app.database, release(type, 'better'));
    expect((await versionsOf(type)).map(({ active, shipped }) => ({ active, shipped }))).toEqual([
      { active: false, shipped: true },
      { active: true, shipped: false },
      { active: false, shipped: true },
    ]);
  });

  test('stay out of use where the producer took them out of use', async () => {
    const type = 'no-subscriber-digest';
    const { items } = await listEmailTemplates(world.app, admin, { type, locale: 'en', limit: 1 });
    await deactivateEmailTemplate(world.app, admin, items[0]?.emailTemplateId ?? '');
    await installTemplates(world.app.database, release(type, 'better'));
    expect((await versionsOf(type)).map(({ active }) => active)).toEqual([false, false]);
  });
});
