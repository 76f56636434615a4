import { z } from 'zod';
import { parseDay, type Day } from '../shared/day.ts';
import { suggestion } from '../shared/nearest-name.ts';

/** What the environment decides, checked once at start. */
export interface Config {
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly smtpUrl: string | undefined;
  readonly adminApiKey: string | undefined;
  readonly secretKey: string | undefined;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly demo: boolean;
  readonly today: Day | undefined;
}

/** The environment has a wrong value: every one of them is named, with what to write instead. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const onOff = z
  .enum(['0', '1', 'true', 'false'], 'is 1 (on) or 0 (off)')
  .transform((text) => text === '1' || text === 'true');

const variables = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error:
        'is a PostgreSQL address such as postgres://user:password@host:5432/licet; leave it away to use the embedded database',
    })
    .optional(),
  LICET_DATA_DIR: z.string().min(1, 'is a folder, such as ./licet-data').default('./licet-data'),
  LICET_PORT: z.coerce
    .number({ error: 'is a port number' })
    .int('is a port number')
    .min(0, 'is a port number from 0 (any free one) to 65535')
    .max(65535, 'is a port number from 0 to 65535')
    .default(8080),
  LICET_HOST: z.string().min(1, 'is the address to listen on, such as 127.0.0.1 or 0.0.0.0').default('127.0.0.1'),
  LICET_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is the address that people use, such as https://licenses.example.com' })
    .optional(),
  LICET_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'is a mail server such as smtp://user:password@mail.example.com:587' })
    .optional(),
  LICET_ADMIN_API_KEY: z.string().min(20, "is the first administrator's API key, 20 characters or more").optional(),
  LICET_SECRET_KEY: z.string().min(32, 'is a secret of 32 characters or more').optional(),
  LICET_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'is one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
  LICET_DEMO: onOff.default(false),
  LICET_TODAY: z
    .string()
    .transform((text, context) => {
      const day = parseDay(text);
      if (day === undefined) context.addIssue('is a calendar day such as 2026-03-01');
      return day;
    })
    .optional(),
});

/**
 * The configuration out of environment variables. Throws `ConfigurationError` that names every wrong variable with
 * advice. An empty value counts as absent.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success)
    throw new ConfigurationError(
      [
        'The configuration is not right:',
        ...parsed.error.issues.map(
          (issue) => `  ${String(issue.path[0])} ${issue.message.replace(/^is /, 'must be ')}.`,
        ),
      ].join('\n'),
    );
  const value = parsed.data;
  return {
    databaseUrl: value.DATABASE_URL,
    dataFolder: value.LICET_DATA_DIR,
    port: value.LICET_PORT,
    host: value.LICET_HOST,
    publicUrl: (value.LICET_PUBLIC_URL ?? `http://${value.LICET_HOST}:${value.LICET_PORT}`).replace(/\/$/, ''),
    smtpUrl: value.LICET_SMTP_URL,
    adminApiKey: value.LICET_ADMIN_API_KEY,
    secretKey: value.LICET_SECRET_KEY,
    logLevel: value.LICET_LOG_LEVEL,
    demo: value.LICET_DEMO,
    today: value.LICET_TODAY,
  };
}

/** A sentence for each variable that looks meant for Licet but is not known, with the nearest known name. */
export function unknownVariables(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const known = Object.keys(variables.shape);
  return Object.keys(environment)
    .filter((name) => name.startsWith('LICET_') && !known.includes(name))
    .map((name) => `${name} is not a variable that Licet knows. ${suggestion(name, known).trim()}`.trimEnd());
}
