import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../test/world.ts';
import { openSmtpPlayground, type SmtpPlayground } from './notifications/smtp-playground.ts';
import { examine } from './server-doctor.ts';

describe('the doctor', () => {
  let world: World;
  let mailServer: SmtpPlayground;
  beforeAll(async () => {
    world = await openWorld();
    mailServer = await openSmtpPlayground();
  });
  afterAll(async () => {
    await mailServer.close();
    await world.close();
  });

  const checks = async (publicUrl: string, smtpUrl: string | undefined) => {
    const findings = await examine({ ...world.app, config: { ...world.app.config, publicUrl, smtpUrl } });
    return Object.fromEntries(findings.map(({ check, result, message }) => [check, `${result}: ${message}`]));
  };

  test('wants https for one-click unsubscribe where mail is sent', async () => {
    expect(await checks('http://licenses.example.com', mailServer.url)).toMatchObject({
      mail: expect.stringMatching(/^good: the mail server answers/),
      unsubscribe: expect.stringMatching(/^attention: LICET_PUBLIC_URL is http:\/\/licenses\.example\.com, .*https/),
    });
    expect(await checks('https://licenses.example.com', mailServer.url)).not.toHaveProperty('unsubscribe');
    expect(await checks('http://licenses.example.com', undefined)).not.toHaveProperty('unsubscribe');
  });
});
