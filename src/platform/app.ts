import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { Logger } from './log.ts';

/** What every operation is handed: made once by the composition root. */
export interface App {
  readonly config: Config;
  readonly database: Database;
  /** one connection apart, on which a worker says that it lives: it never stands in a queue behind requests */
  readonly heartbeat: Database;
  readonly clock: Clock;
  readonly log: Logger;
}
