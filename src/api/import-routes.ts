import { z } from 'zod';
import { cancelImport, getImport, importReport, listImports, stageImport } from '../exchange/exchange-operations.ts';
import { importOutcomes } from '../exchange/import-counts.ts';
import { keySchema, text } from '../shared/schemas.ts';
import { jobRunStatuses } from '../shared/vocabulary.ts';
import { flag, instant, nullableText, pageOf, paging } from './answers.ts';
import { get, post, streamedBody, type Api } from './operation.ts';

const outcomes = Object.fromEntries(['records', ...importOutcomes].map((name) => [name, z.int()]));

const summary = {
  importId: z.string(),
  status: z.enum(jobRunStatuses),
  dryRun: z.boolean(),
  onError: z.enum(['continue', 'stop']),
  onDuplicate: z.enum(['update', 'skip', 'fail']),
  fileName: nullableText,
  bytes: z.int(),
  progress: z.strictObject({ done: z.int(), total: z.int() }).meta({ description: 'In bytes of the file.' }),
  counts: z
    .strictObject({ ...outcomes, entities: z.record(z.string(), z.strictObject(outcomes)) })
    .meta({ description: 'Records by what became of them.' }),
  requestedBy: z.string(),
  requestedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  error: nullableText,
};

const reportRow = z
  .strictObject({
    line: z.int(),
    entity: nullableText,
    key: nullableText,
    pointer: nullableText.meta({ description: 'The field of the record; null where the whole line is wrong.' }),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'ImportReportRow' });

const importSummary = z.strictObject(summary).meta({ id: 'ImportSummary' });
const wholeImport = z
  .strictObject({
    ...summary,
    report: z.array(reportRow).meta({ description: 'Its first rows.' }),
    reportTruncated: z.boolean(),
  })
  .meta({ id: 'Import' });

const path = { importId: keySchema };

const options = {
  dryRun: flag.default(false).meta({ description: 'Check everything and keep nothing.' }),
  onError: z
    .enum(['continue', 'stop'])
    .default('continue')
    .meta({ description: 'continue: keep the good records; stop: keep nothing where one is bad.' }),
  onDuplicate: z.enum(['update', 'skip', 'fail']).default('update'),
  fileName: text(255, 1).optional(),
};

/** Files of records, of any size. */
export function importRoutes({ add }: Api): void {
  add({
    ...post,
    id: 'startImport',
    url: '/imports',
    summary: 'Import a file, one JSON record a line',
    description:
      'The whole file is kept when this answers, so no crash loses it; the import itself runs on. Each record needs the ' +
      'permissions that it needs by hand; the report names those that are missing (`forbidden`).',
    permission: 'importEntities',
    query: options,
    body: streamedBody,
    streams: ['application/x-ndjson', 'application/octet-stream'],
    status: 202,
    answer: z.strictObject({ importId: z.string() }).meta({ id: 'AcceptedImport' }),
    run: ({ app, actor, query, body }) => stageImport(app, actor, body, query),
    location: (accepted) => `/imports/${accepted.importId}`,
  });
  add({
    ...get,
    id: 'listImports',
    url: '/imports',
    summary: 'Imports, the newest first',
    permission: 'importEntities',
    query: paging,
    answer: pageOf(importSummary),
    run: ({ app, actor, query }) => listImports(app, actor, query),
  });
  addOne({ add });
}

function addOne({ add }: Api): void {
  add({
    ...get,
    id: 'getImport',
    url: '/imports/{importId}',
    summary: 'One import with the beginning of its report',
    permission: 'importEntities',
    path,
    answer: wholeImport,
    run: (call) => getImport(call.app, call.actor, call.path.importId),
  });
  add({
    ...get,
    id: 'getImportReport',
    url: '/imports/{importId}/report',
    summary: 'Everything that is wrong with the file, by line',
    permission: 'importEntities',
    path,
    query: paging,
    answer: pageOf(reportRow),
    run: (call) => importReport(call.app, call.actor, call.path.importId, call.query),
  });
  add({
    ...post,
    id: 'cancelImport',
    url: '/imports/{importId}/cancel',
    summary: 'End an import after the batch in hand; what was kept stays',
    permission: 'importEntities',
    path,
    answer: wholeImport,
    run: (call) => cancelImport(call.app, call.actor, call.path.importId),
  });
}
