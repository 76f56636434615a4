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
import { entitlementDataOf } from './entitlement-template-data.ts';

describe.each(postgresVersions())(
  'a template of entitlements with the data of an account on PostgreSQL %i',
  (version) => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld({ version });
      await givenRecords(world.app, [
        ...smallCatalog,
        ...givenAccount('A'),
        ...givenAccount('QUIET', { subscriptions: { announcements: false } }),
        ...givenAccount('POOR'),
        ...['A', 'QUIET'].flatMap((accountId) => [
          givenEntitlement(`OLD-${accountId}`, accountId, [givenLineItem(`O-${accountId}`, '2026-06-01')]),
          givenEntitlement(`NEW-${accountId}`, accountId, [givenLineItem(`N-${accountId}`, '2026-06-01')]),
        ]),
      ]);
    });
    afterAll(() => world.close());

    async function preview(type: string, accountId: string) {
      const { items } = await listEmailTemplates(world.app, anybody, { type, locale: 'en', active: true, limit: 1 });
      const real = { accountId, dataOf: entitlementDataOf };
      return previewEmailTemplate(world.app, anybody, items[0]?.emailTemplateId ?? '', { real });
    }

    test('tells of its newest entitlement, to who would get it or to somebody made up', async () => {
      expect((await preview('entitlement', 'A')).text).toMatch(/Hello Lisa,[^]*NEW-A[^]*Activation ID N-A/);
      expect((await preview('entitlement', 'QUIET')).text).toMatch(/Hello,[^]*NEW-QUIET/);
      expect((await preview('activatable-item', 'A')).subject).toBe('Paint 1 for Name of A: activation ID N-A');
    });

    test('says so where the account has none, or the type tells of something else', async () => {
      await expect(preview('entitlement', 'POOR')).rejects.toThrow(/nothing that the template/);
      await expect(preview('renewal-reminder', 'A')).rejects.toThrow(/nothing that the template/);
    });
  },
);
