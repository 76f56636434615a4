import { z } from 'zod';

/** How a file is imported (`api.md`, Import and export files). */
export const importOptionsSchema = z
  .strictObject({
    dryRun: z.boolean().default(false),
    onError: z.enum(['continue', 'stop']).default('continue'),
    onDuplicate: z.enum(['update', 'skip', 'fail']).default('update'),
    fileName: z.string().max(255).optional(),
  })
  .meta({ id: 'ImportOptions' });
export type ImportOptions = z.infer<typeof importOptionsSchema>;
