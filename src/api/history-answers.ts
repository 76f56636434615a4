import { z } from 'zod';
import { instant, nullableText } from './answers.ts';

/** One change of one entity, as it is answered. */
export const historyRecord = z
  .strictObject({
    at: instant,
    actor: z.string(),
    entity: z.string(),
    entityKey: z.string(),
    event: z.enum(['created', 'changed', 'stateChanged', 'deleted']),
    before: z.unknown().meta({ description: 'The fields that changed, as they were; null for what was created.' }),
    after: z.unknown().meta({ description: 'The fields that changed, as they are since.' }),
    reason: nullableText,
    requestId: nullableText,
  })
  .meta({ id: 'HistoryRecord' });
