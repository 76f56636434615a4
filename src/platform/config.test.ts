import { describe, expect, test } from 'vitest';
import { ConfigurationError, readConfig, unknownVariables } from './config.ts';

describe('the configuration', () => {
  test('needs nothing to be set', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: undefined,
      dataFolder: './licet-data',
      port: 8080,
      host: '127.0.0.1',
      demo: false,
      today: undefined,
    });
  });

  test('takes an empty variable as absent', () => {
    expect(readConfig({ DATABASE_URL: '', LICET_TODAY: '' })).toEqual(readConfig({}));
  });

  test('names every wrong variable at once, with what to write instead', () => {
    const wrong = {
      DATABASE_URL: 'mysql://x',
      LICET_PORT: '80800',
      LICET_SMTP_URL: 'mail',
      LICET_TODAY: '2026-02-29',
      LICET_DEMO: 'yes',
      LICET_LOG_LEVEL: 'loud',
      LICET_ADMIN_API_KEY: 'short',
    };
    const fault = (() => {
      try {
        readConfig(wrong);
        return undefined;
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(ConfigurationError);
    for (const name of Object.keys(wrong)) expect(String(fault)).toContain(name);
    expect(String(fault)).toContain('postgres://');
  });

  test('guesses what a mistyped variable was meant to be', () => {
    expect(unknownVariables({ LICET_SMPT_URL: 'smtp://x', PATH: '/bin' })).toEqual([
      'LICET_SMPT_URL is not a variable that Licet knows. Did you mean LICET_SMTP_URL?',
    ]);
  });
});
