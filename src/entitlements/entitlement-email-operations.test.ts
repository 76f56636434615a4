import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { getEmail, listEmails } from '../notifications/email-operations.ts';
import {
  addEmailTemplateVersion,
  deactivateEmailTemplate,
  listEmailTemplates,
} from '../notifications/email-template-operations.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { emailEntitlement, emailLineItem, type EmailRequest } from './entitlement-email-operations.ts';

describe.each(postgresVersions())('emails about entitlements on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;

  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [
      ...smallCatalog,
      ...givenAccount('A', { locale: 'de', lastName: 'Maier' }),
      person('contact', { subscriptions: { announcements: false } }),
      person('deaf', { subscriptions: { announcements: false } }),
      person('blind', { memberships: [{ accountId: 'A', roles: [] }] }),
      person('gone', { status: 'inactive' }),
      person('left', { memberships: [{ accountId: 'A', roles: ['Contact'], expiresOn: '2026-02-28' }] }),
      ...givenAccount('QUIET', { subscriptions: { announcements: false } }),
      ...givenAccount('OWNER'),
    ]);
  });
  afterAll(() => world.close());

  function person(userId: string, more: object): object {
    const names = { userName: userId, firstName: 'Lisa', lastName: 'Maier', email: `${userId}@A.example` };
    return { entity: 'user', userId, ...names, memberships: [{ accountId: 'A', roles: ['Contact'] }], ...more };
  }

  /** A deployed entitlement of the account A with a deployed and a draft line item; answers its ID. */
  async function sold(header: object = {}): Promise<string> {
    const key = `${version}-${(number += 1)}`;
    await givenRecords(world.app, [
      givenEntitlement(
        `E-${key}`,
        'A',
        [givenLineItem(`L-${key}`, '2026-12-31'), givenLineItem(`D-${key}`, '2026-12-31', { state: 'draft' })],
        {
          maintenanceLineItems: [
            {
              activationId: `C-${key}`,
              productId: 'care',
              covers: [`L-${key}`],
              startDate: '2026-01-01',
              permanent: true,
              state: 'deployed',
            },
          ],
          ...header,
        },
      ),
    ]);
    return `E-${key}`;
  }

  async function sent(entitlementId: string, request: EmailRequest = {}) {
    const answer = await emailEntitlement(world.app, anybody, entitlementId, request);
    const emailIds = 'emailIds' in answer ? answer.emailIds : [];
    return Promise.all(emailIds.map((emailId) => getEmail(world.app, anybody, emailId)));
  }

  async function shown(entitlementId: string, request: EmailRequest = {}) {
    const answer = await emailEntitlement(world.app, anybody, entitlementId, { ...request, preview: true });
    return 'emails' in answer ? answer.emails : [];
  }

  const receiversOf = async (entitlementId: string, request: EmailRequest = {}) =>
    (await shown(entitlementId, request)).map(({ to }) => to);

  async function queued(): Promise<number> {
    return (await listEmails(world.app, anybody, { limit: 500 })).items.length;
  }

  async function withSetting<T>(name: string, value: boolean, work: () => Promise<T>): Promise<T> {
    await changeSettings(world.app, anybody, { [name]: value });
    try {
      return await work();
    } finally {
      await changeSettings(world.app, anybody, { [name]: !value });
    }
  }

  test('tell the users of the holder who take announcements, each in their language, with a link to end that', async () => {
    const entitlementId = await sold();
    const [email, ...others] = await sent(entitlementId, { message: 'Danke!' });
    expect(others).toEqual([]);
    expect(email).toMatchObject({
      to: 'user@A.example',
      type: 'entitlement',
      variation: 'DEFAULT',
      accountId: 'A',
      userId: 'A-user',
      status: 'queued',
      subject: `Ihre Berechtigung ${entitlementId} von Your software producer`,
    });
    const suffix = entitlementId.slice(2);
    expect(email?.text).toContain('Guten Tag Lisa Maier,');
    expect(email?.text).toContain('Danke!');
    expect(email?.text).toContain(`Aktivierungs-ID L-${suffix}`);
    expect(email?.text).toContain('Mit Care 1');
    expect(email?.text).toMatch(/abbestellen|Keine Nachrichten dieser Art/);
    expect(email?.text).not.toContain(`D-${suffix}`);
    expect(email?.text).toContain(`/portal/entitlements/${entitlementId}`);
  });

  test('go to given addresses, else to ship-to addresses, else to contacts, and to copies beside them', async () => {
    const shipToEmails = ['buyer@a.example', 'USER@a.example'];
    const shipped = await sold({ shipToEmails, contacts: ['contact', 'gone'] });
    expect(await receiversOf(shipped, { to: ['x@x.example'], cc: ['y@y.example', 'X@x.example'] })).toEqual([
      'x@x.example',
      'y@y.example',
    ]);
    const [buyer, known] = await shown(shipped);
    expect([buyer?.to, known?.to]).toEqual(shipToEmails);
    expect(buyer?.text).toContain('Hello,');
    expect(known?.text).toContain('Guten Tag Lisa Maier,');
    expect(buyer?.text).not.toMatch(/stop messages/);
    const unshipped = await sold({ contacts: ['contact', 'gone'] });
    expect(await receiversOf(unshipped)).toEqual(['contact@A.example']);
    expect(await receiversOf(unshipped, { cc: ['y@y.example'] })).toEqual(['contact@A.example', 'y@y.example']);
  });

  test('are refused where nobody would get them', async () => {
    const entitlementId = await sold({ accountId: 'QUIET' });
    expect(await reasonsOf(sent(entitlementId))).toEqual(['no_receiver /to']);
    expect(await reasonsOf(sent(entitlementId, { cc: ['y@y.example'] }))).toEqual(['no_receiver /to']);
  });

  test('tell the current owner where the end customer is not known', async () => {
    const channelPartners = [{ tier: 'distributor', accountId: 'OWNER', currentOwner: true }];
    const [email] = await sent(await sold({ accountId: 'unknown', channelPartners }));
    expect(email).toMatchObject({ to: 'user@OWNER.example', accountId: 'OWNER' });
  });

  test('are previewed as they would be read, and none is sent', async () => {
    const entitlementId = await sold();
    const before = await queued();
    const [email] = await shown(entitlementId, { locale: 'fr' });
    expect(email?.subject).toContain(`votre droit ${entitlementId}`);
    expect(email?.html).toContain('<html lang="fr');
    expect(await queued()).toBe(before);
  });

  test('have the variation of the entitlement or of the request, and fall back to the default one', async () => {
    const texts = { subject: 'Gold {{ entitlement.entitlementId }}', text: 'Gold', html: 'Gold' };
    await addEmailTemplateVersion(world.app, anybody, {
      type: 'entitlement',
      variation: 'gold',
      locale: 'en',
      active: true,
      ...texts,
    });
    const subjectOf = async (emailTemplateVariation: string | null, variation?: string) =>
      (await sent(await sold({ emailTemplateVariation }), { locale: 'en', variation }))[0];
    expect(await subjectOf('gold')).toMatchObject({ variation: 'gold', text: 'Gold\n' });
    expect(await subjectOf('silver')).toMatchObject({ variation: 'DEFAULT' });
    expect(await subjectOf(null, 'gold')).toMatchObject({ variation: 'gold' });
    expect(await reasonsOf(subjectOf(null, 'golden'))).toEqual(['unknown_variation /variation']);
  });

  test('are about one line item and its maintenance', async () => {
    const suffix = (await sold()).slice(2);
    const about = (activationId: string, request: EmailRequest = {}) =>
      emailLineItem(world.app, anybody, activationId, { locale: 'en', ...request });
    const answer = await about(`L-${suffix}`, { preview: true });
    const [email] = 'emails' in answer ? answer.emails : [];
    expect(email?.subject).toBe(`Paint 1 for Name of A: activation ID L-${suffix}`);
    expect(email?.text).toMatch(/1\. Paint 1[^]*2\. Care 1/);
    expect(await reasonsOf(about(`D-${suffix}`))).toEqual(['not_deployed_no_email']);
    expect((await problemOf(about(`C-${suffix}`))).code).toBe('not_found');
    expect((await problemOf(about('NOTHING'))).code).toBe('not_found');
  });

  test('tell of everything only where the setting says so', async () => {
    const draft = await sold({
      state: 'draft',
      lineItems: [givenLineItem(`X-${version}`, '2026-12-31', { state: 'draft' })],
      maintenanceLineItems: [],
    });
    expect(await reasonsOf(sent(draft))).toEqual(['not_deployed_no_email']);
    const [email] = await withSetting('sendEntitlementEmailOnlyForDeployed', false, () => shown(draft));
    expect(email?.text).toContain(`X-${version}`);
  });

  test('are sent by those who may change entitlements, of accounts that they see', async () => {
    const entitlementId = await sold();
    const by = async (who: Parameters<typeof emailEntitlement>[1]) =>
      (await problemOf(emailEntitlement(world.app, who, entitlementId, {}))).code;
    expect(await by(given.actor(['viewEntitlements', 'createEntitlements']))).toBe('forbidden');
    expect(await by(given.actor(['updateEntitlements'], []))).toBe('not_found');
  });

  test('are refused while their template is not active', async () => {
    const { items } = await listEmailTemplates(world.app, anybody, {
      type: 'activatable-item',
      locale: 'en',
      limit: 1,
    });
    await deactivateEmailTemplate(world.app, anybody, items[0]?.emailTemplateId ?? '');
    const suffix = (await sold()).slice(2);
    expect(await reasonsOf(emailLineItem(world.app, anybody, `L-${suffix}`, {}))).toEqual(['template_inactive']);
  });
});
