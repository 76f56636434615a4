import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { listEmailTemplates } from '../notifications/email-template-operations.ts';
import { previewEmailTemplate } from '../notifications/template-preview.ts';
import { reminderDataOf } from './template-preview-data.ts';

describe.each(postgresVersions())('a template with the data of an account on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [
      ...smallCatalog,
      ...['A', 'B', 'C'].flatMap((accountId) => givenAccount(accountId)),
      givenEntitlement('E', 'A', [givenLineItem('SOON', '2026-03-20'), givenLineItem('OVER', '2026-02-20')]),
      givenEntitlement('F', 'C', [givenLineItem('OTHER', '2026-03-21')]),
    ]);
  });
  afterAll(() => world.close());

  async function preview(type: string, accountId: string, locale = 'de', actor = anybody) {
    const { items } = await listEmailTemplates(world.app, anybody, { type, locale, active: true, limit: 1 });
    const real = { accountId, dataOf: reminderDataOf };
    return previewEmailTemplate(world.app, actor, items[0]?.emailTemplateId ?? '', { real });
  }

  test('tells what the account would be told today, and nothing of others', async () => {
    const { subject, text } = await preview('renewal-reminder', 'A');
    expect(subject).toBe('Eine Ihrer Lizenzen läuft bald ab');
    expect(text).toContain('Aktivierungs-ID SOON');
    expect(text).not.toMatch(/OVER|OTHER/);
    expect((await preview('renewal-reminder-expired', 'A', 'fr')).text).toContain('OVER');
  });

  test('says so where the account would be told nothing', async () => {
    await expect(preview('renewal-reminder', 'B')).rejects.toThrow(/nothing that the template/);
    await expect(preview('no-subscriber-digest', 'A')).rejects.toThrow(/nothing that the template/);
  });

  test('knows no account that the actor does not see', async () => {
    await expect(preview('renewal-reminder', 'NOBODY')).rejects.toThrow(/NOBODY/);
    const blind = { ...anybody, scope: { all: false as const, accountIds: [] } };
    await expect(preview('renewal-reminder', 'A', 'de', blind)).rejects.toThrow(/There is no account/);
  });
});
