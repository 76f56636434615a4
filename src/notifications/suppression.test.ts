import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anybody } from '../../test/given-records.ts';
import { openWorld, postgresVersions } from '../../test/world.ts';
import { resendEmail } from './email-operations.ts';
import { addMail, until, type MailWorld } from './mail-world-playground.ts';
import { isAddressRefused } from './rules/delivery-failure.ts';

describe.each(postgresVersions())('an address that does not exist on PostgreSQL %s', (version) => {
  let mail: MailWorld;
  beforeAll(async () => {
    mail = await addMail(await openWorld({ version }));
  });
  afterEach(async () => mail.clear());
  afterAll(async () => mail.close());

  const gone = 'gone@acme.example';
  const statuses = async () => (await mail.rows()).map((row) => row.status);
  const settled = async () => until(async () => !(await statuses()).includes('queued'));

  async function queueAndDeliver(toAddress: string): Promise<void> {
    await mail.queue(1, { toAddress });
    await settled();
  }

  test('gets no more automatic mails after two refusals, and the reason is told', async () => {
    mail.start((await mail.serve({ unknownReceiver: gone })).url);
    for (const toAddress of [gone, gone, gone, 'Gone@acme.example', 'user@acme.example'])
      await queueAndDeliver(toAddress);
    expect(await statuses()).toEqual(['failed', 'failed', 'suppressed', 'suppressed', 'sent']);
    expect((await mail.rows())[2]).toMatchObject({
      attempts: 0,
      lastError: expect.stringMatching(/^Earlier messages to this address were refused: .*No such user/),
    });
  });

  test('gets them again once somebody sends one again', async () => {
    mail.start((await mail.serve({ unknownReceiver: gone })).url);
    for (const toAddress of [gone, gone, gone]) await queueAndDeliver(toAddress);
    await mail.clearServers();
    const server = await mail.serve();
    mail.start(server.url);
    await resendEmail(mail.app, anybody, String((await mail.rows())[2]?.id));
    await settled();
    await queueAndDeliver(gone);
    expect(await statuses()).toEqual(['failed', 'failed', 'sent', 'sent']);
  });

  test('that takes a mail in between starts anew', async () => {
    mail.start((await mail.serve({ unknownReceiver: gone })).url);
    await queueAndDeliver(gone);
    await mail.clearServers();
    mail.start((await mail.serve()).url);
    await queueAndDeliver(gone);
    await mail.clearServers();
    mail.start((await mail.serve({ unknownReceiver: gone })).url);
    await queueAndDeliver(gone);
    await queueAndDeliver(gone);
    expect(await statuses()).toEqual(['failed', 'sent', 'failed', 'failed']);
  });
});

test.each([
  ['550 5.1.1 No such user', 550, 'RCPT TO', true],
  ['550 5.7.1 Relaying denied', 550, 'RCPT TO', false],
  ['552 mailbox full', 552, 'RCPT TO', false],
  ['554 refused', 554, 'DATA', false],
])('the answer %s says whether the address exists', (answer, responseCode, command, expected) => {
  expect(isAddressRefused({ code: 'EENVELOPE', command, responseCode }, answer)).toBe(expected);
});
