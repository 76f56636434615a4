import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger };

/** Structured logs on standard error, so that a command's standard output stays its answer. Secrets are cut out. */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.apiKey'],
        censor: '[secret]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
