import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import { releaseVersion } from '../platform/release.ts';
import { previewParameter } from './declare-operation.ts';
import { noBody, type DeclaredOperation } from './operation.ts';

const tags = {
  accounts: 'Companies and parts of them.',
  users: 'People with memberships in accounts.',
  roles: 'Named sets of permissions.',
  'api-keys': 'Credentials of programs.',
  features: 'What a product can do.',
  'license-models': 'How a license behaves.',
  products: 'What is sold: licensed products, suites and maintenance.',
  'product-relationships': 'Which product upgrades to, sells up to or is maintained by which.',
  entitlements: 'What a customer bought.',
  'line-items': 'The activatable units of entitlements.',
  'maintenance-line-items': 'Rights to support and upgrades.',
  jobs: 'What Licet does by itself, run now or previewed.',
  'job-runs': 'What a job did, thing by thing.',
  settings: 'What the producer decides for the whole system.',
  emails: 'The outbox.',
  'email-templates': 'The texts of emails, by type, variation, language and version.',
  imports: 'Files of records, of any size.',
  audit: 'Who changed what, and when.',
} as const;

/** What stands above the operations. */
export function openApiFrame() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Licet',
      version: releaseVersion,
      description:
        'Self-hosted software entitlements and their life cycle. Every error is a problem document (RFC 9457); its `code` is stable.',
    },
    servers: [{ url: '/' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    components: {
      securitySchemes: { apiKey: { type: 'http' as const, scheme: 'bearer', description: 'An API key of Licet.' } },
    },
    security: [{ apiKey: [] }],
  };
}

/** What the document is told of one operation. */
export function routeSchema({ facts }: DeclaredOperation): FastifySchema {
  const { id, summary, description, permission, path, body, streams, answer, status } = facts;
  const query = facts.takesPreview ? { ...facts.query, preview: previewParameter } : facts.query;
  const needed = `Needs the permission \`${permission}\`.`;
  const documented = {
    operationId: id,
    summary,
    description: description === undefined ? needed : `${description} ${needed}`,
    tags: facts.url.split('/').slice(1, 2),
    'x-permission': permission,
    ...(Object.keys(path).length > 0 ? { params: z.strictObject(path) } : {}),
    ...(Object.keys(query).length > 0 ? { querystring: z.strictObject(query) } : {}),
    ...(body === noBody ? {} : { body }),
    ...(streams === undefined ? {} : { consumes: streams }),
    response: { [status ?? 200]: { description: 'Done.', content: { 'application/json': { schema: answer } } } },
  };
  return documented;
}
