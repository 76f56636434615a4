import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { systemActor, type Actor } from '../accounts/rules/permissions.ts';
import { inTransaction } from '../platform/database.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { getEmail, getMailDelivery, listEmails, resendEmail } from './email-operations.ts';
import { activeTemplates } from './email-template-store.ts';
import { queueEmails, type NewEmail } from './outbox.ts';
import { samplesOf } from './rules/sample-data.ts';

const admin = systemActor('admin');
const nobody: Actor = { ...systemActor('nobody'), permissions: new Set() };

describe.each(postgresVersions())('the outbox on PostgreSQL %s', (version) => {
  let world: World;
  let accountKeys: readonly number[];
  let message: NewEmail;

  beforeAll(async () => {
    world = await openWorld({ version });
    const { database } = world.app;
    await changeSettings(world.app, admin, { mailFrom: 'Acme <licenses@acme.example>' });
    const by = { createdBy: 'test', updatedBy: 'test', type: 'customer' as const };
    const values = ['A-1', 'A-2'].map((accountId) => ({ ...by, accountId, name: accountId }));
    accountKeys = (await database.insertInto('account').values(values).returning('account.id').execute()).map(
      (row) => row.id,
    );
    const templates = await activeTemplates(database, ['renewal-reminder']);
    const templateId = templates['renewal-reminder']?.[0]?.id ?? 0;
    const [data] = samplesOf('renewal-reminder');
    message = {
      type: 'renewal-reminder',
      templateId,
      runId: 7,
      accountId: accountKeys[0] ?? 0,
      userId: null,
      toAddress: 'a@acme.example',
      data,
    };
  });
  afterAll(async () => world.close());

  async function queue(...messages: Partial<NewEmail>[]): Promise<void> {
    await inTransaction(world.app.database, async (transaction) =>
      queueEmails(
        transaction,
        messages.map((one) => ({ ...message, ...one })),
      ),
    );
  }

  async function set(
    emailId: string,
    columns: { status: 'sent' | 'failed'; attempts?: number; lastError?: string },
  ): Promise<void> {
    await world.app.database.updateTable('email').set(columns).where('email.id', '=', Number(emailId)).execute();
  }

  async function newest() {
    const [email] = (await listEmails(world.app, admin, { limit: 1 })).items;
    if (email === undefined) throw new Error('the outbox is empty');
    return email;
  }

  test('shows a message as it would be read, the newest first', async () => {
    await queue(
      {},
      { accountId: accountKeys[1] ?? 0, toAddress: 'b@acme.example' },
      { accountId: null, type: 'no-subscriber-digest', toAddress: 'c@acme.example' },
    );
    const { items } = await listEmails(world.app, admin, { limit: 50 });
    expect(items.map((email) => [email.to, email.accountId])).toEqual([
      ['c@acme.example', null],
      ['b@acme.example', 'A-2'],
      ['a@acme.example', 'A-1'],
    ]);
    expect(items[1]).toEqual({
      emailId: items[1]?.emailId,
      to: 'b@acme.example',
      subject: '4 of your licenses and maintenance contracts expire soon',
      type: 'renewal-reminder',
      variation: 'DEFAULT',
      accountId: 'A-2',
      userId: null,
      status: 'queued',
      attempts: 0,
      lastError: null,
      createdAt: items[1]?.createdAt,
      sentAt: null,
      nextAttemptAt: items[1]?.createdAt,
      runId: '7',
    });
    const detail = await getEmail(world.app, admin, items[1]?.emailId ?? '');
    expect(detail.text).toContain('Hello Maria');
    expect(detail.html).toContain('<h1');
    expect(detail.messageId).toMatch(/^<[0-9a-f-]{36}@acme\.example>$/);
  });

  test('finds by status, account, type and run', async () => {
    const found = async (filter: object) =>
      (await listEmails(world.app, admin, { limit: 50, ...filter })).items.map((email) => email.to.charAt(0)).join('');
    expect(await found({ accountId: 'A-1' })).toBe('a');
    expect(await found({ type: 'no-subscriber-digest' })).toBe('c');
    expect(await found({ runId: '7', status: 'queued' })).toBe('cba');
    expect([
      await found({ runId: '8' }),
      await found({ runId: 'x' }),
      await found({ status: 'failed' }),
      await found({ accountId: 'none' }),
    ]).toEqual(['', '', '', '']);
  });

  test('pages follow each other while new messages come', async () => {
    const first = await listEmails(world.app, admin, { limit: 2 });
    await queue({ runId: null });
    const second = await listEmails(world.app, admin, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map((email) => email.to.charAt(0)).join('')).toBe('cba');
    expect(second.nextCursor).toBeNull();
    await expect(listEmails(world.app, admin, { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  });

  test('shows those who are limited to some accounts only the messages of these', async () => {
    const limited: Actor = { ...admin, scope: { all: false, accountIds: accountKeys.slice(0, 1) } };
    const { items } = await listEmails(world.app, limited, { limit: 50 });
    expect(new Set(items.map((email) => email.accountId))).toEqual(new Set(['A-1']));
    const others = (await listEmails(world.app, admin, { limit: 50 })).items.filter(
      (email) => email.accountId !== 'A-1',
    );
    for (const { emailId } of others) {
      await expect(getEmail(world.app, limited, emailId)).rejects.toMatchObject({ code: 'not_found' });
      await expect(resendEmail(world.app, limited, emailId)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(
      (await listEmails(world.app, { ...limited, scope: { all: false, accountIds: [] } }, { limit: 50 })).items,
    ).toEqual([]);
  });

  test('sends a failed message again as it is, as if it were new', async () => {
    await queue({ runId: null });
    const { emailId } = await newest();
    await set(emailId, { status: 'failed', attempts: 9, lastError: '550 no such user' });
    const before = await getEmail(world.app, admin, emailId);
    const after = await resendEmail(world.app, admin, emailId);
    expect(after).toMatchObject({
      emailId,
      status: 'queued',
      attempts: 0,
      lastError: null,
      messageId: before.messageId,
    });
  });

  test('sends a sent message again as a new one, which belongs to no run', async () => {
    await queue({ runId: 9, userId: null });
    const { emailId } = await newest();
    await set(emailId, { status: 'sent' });
    const before = await getEmail(world.app, admin, emailId);
    const again = await resendEmail(world.app, admin, emailId);
    expect(again).toMatchObject({
      status: 'queued',
      runId: null,
      to: before.to,
      text: before.text,
      accountId: before.accountId,
    });
    expect(again.messageId).toMatch(/^<[0-9a-f-]{36}@acme\.example>$/);
    expect([again.emailId, again.messageId]).not.toEqual([before.emailId, before.messageId]);
    expect(await getEmail(world.app, admin, emailId)).toEqual(before);
  });

  test('shows also a message that cannot be rendered', async () => {
    await queue({ runId: null, data: {} });
    const email = await newest();
    expect(email.subject).toBeNull();
    expect(await getEmail(world.app, admin, email.emailId)).toMatchObject({ subject: null, text: null, html: null });
  });

  test('takes thousands at once, each with a Message-ID of its own', async () => {
    await queue(
      ...Array.from({ length: 5_000 }, (_, index) => ({ runId: null, toAddress: `user${index}@acme.example` })),
    );
    const { items } = await listEmails(world.app, admin, { limit: 1 });
    expect(items[0]?.to).toBe('user4999@acme.example');
  });

  test('refuses a second message of one run to one user', async () => {
    const user = {
      firstName: '',
      lastName: '',
      locale: 'en',
      timeZone: 'UTC',
      status: 'active' as const,
      createdBy: 'test',
      updatedBy: 'test',
    };
    const { id } = await world.app.database
      .insertInto('licetUser')
      .values({ ...user, userId: 'u', userName: 'u', email: 'u@acme.example' })
      .returning('licetUser.id')
      .executeTakeFirstOrThrow();
    await queue({ userId: id });
    await expect(queue({ userId: id })).rejects.toThrow(/email_once_a_user/);
  });

  test('tells whether messages leave it', () => {
    const withServer = { ...world.app, config: { ...world.app.config, smtpUrl: 'smtp://mail.example' } };
    expect(getMailDelivery(withServer, admin)).toEqual({ hasMailServer: true });
    const without = { ...world.app, config: { ...world.app.config, smtpUrl: undefined } };
    expect(getMailDelivery(without, admin)).toEqual({ hasMailServer: false });
  });

  test('answers nobody without permission, and nothing that is not there', async () => {
    for (const id of ['99999999', 'x', ''])
      await expect(getEmail(world.app, admin, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(listEmails(world.app, nobody, { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    expect(() => getMailDelivery(world.app, nobody)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    await expect(getEmail(world.app, nobody, '1')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(resendEmail(world.app, nobody, '1')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
