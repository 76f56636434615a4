import fastify, { type FastifyInstance, type FastifySchema } from 'fastify';
import { z } from 'zod';
import { releaseVersion } from '../platform/release.ts';
import { basePath, previewParameter } from './declare-operation.ts';
import { noBody, routeUrl, type DeclaredOperation, type OperationFacts } from './operation.ts';
import { completeDocument } from './openapi-completion.ts';
import { noCompilers, serializerFor } from './answers.ts';
import { sessionCookieName } from './session-cookie.ts';

const tags = {
  accounts: 'Companies and parts of them.',
  users: 'People with memberships in accounts.',
  roles: 'Named sets of permissions.',
  'api-keys': 'Credentials of programs.',
  features: 'What a product can do.',
  'feature-bundles': 'Features that are sold together.',
  'license-technologies': 'How licenses are made.',
  'license-models': 'How a license behaves.',
  products: 'What is sold: licensed products, suites and maintenance.',
  'product-lines': 'Products that belong together.',
  'product-relationships': 'Which product upgrades to, sells up to or is maintained by which.',
  'part-numbers': 'What order systems call products, and products with a license model.',
  entitlements: 'What a customer bought.',
  'line-items': 'The activatable units of entitlements.',
  'maintenance-line-items': 'Rights to support and upgrades.',
  'expiring-entitlements': 'What ends soon and is not taken care of.',
  fulfillments: 'What was activated where.',
  'renewal-requests': 'What customers ask to renew.',
  search: 'One box for everything.',
  overview: 'The first page of the Producer Portal.',
  jobs: 'What Licet does by itself, run now or previewed.',
  'job-runs': 'What a job did, thing by thing.',
  settings: 'What the producer decides for the whole system.',
  'custom-attributes': 'What the producer keeps of things beside their own fields.',
  emails: 'The outbox.',
  'mail-delivery': 'Whether messages leave the outbox.',
  'email-types': 'What is written about, and what the texts of each type may name.',
  'email-templates': 'The texts of emails, by type, variation, language and version.',
  imports: 'Files of records, of any size.',
  audit: 'Who changed what, and when.',
  sessions: 'Signing in and out of the portals.',
  branding: 'What the portals look like.',
  'password-links': 'One-time links by which somebody chooses a password.',
  'password-resets': 'Links for those who forgot their password.',
  registrations: 'People who register themselves.',
  invitations: 'People who are asked in.',
  profile: 'What users change of themselves.',
} as const;

/** The document of all operations. What makes it is loaded now, as most processes are never asked. */
export async function openApiDocument(declared: readonly DeclaredOperation[]): Promise<object> {
  const [{ default: swagger }, { jsonSchemaTransform, jsonSchemaTransformObject }] = await Promise.all([
    import('@fastify/swagger'),
    import('fastify-type-provider-zod'),
  ]);
  const described = fastify({ schemaController: noCompilers });
  described.setValidatorCompiler(() => () => true).setSerializerCompiler(serializerFor(false));
  await described.register(swagger, {
    openapi: openApiFrame(),
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await described.register(async (scope) => inOrder(declared).forEach((operation) => describe(scope, operation)), {
    prefix: basePath,
  });
  await described.ready();
  return completeDocument(described.swagger(), declared);
}

/** What takes files comes after everything else. */
function inOrder(declared: readonly DeclaredOperation[]): readonly DeclaredOperation[] {
  return declared.toSorted((a, b) => Number(a.facts.streams !== undefined) - Number(b.facts.streams !== undefined));
}

function describe(scope: FastifyInstance, operation: DeclaredOperation): void {
  const { method } = operation.facts;
  scope.route({ method, url: routeUrl(operation), schema: routeSchema(operation), handler: () => undefined });
}

/** What stands above the operations. */
function openApiFrame() {
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
      securitySchemes: {
        apiKey: { type: 'http' as const, scheme: 'bearer', description: 'An API key of Licet.' },
        session: {
          type: 'apiKey' as const,
          in: 'cookie' as const,
          name: sessionCookieName,
          description:
            'The session of somebody who signed in. Everything but GET also needs its csrfToken in the header X-CSRF-Token.',
        },
      },
    },
    security: [{ apiKey: [] }, { session: [] }],
  };
}

/** What the document is told of one operation. */
function routeSchema({ facts }: DeclaredOperation): FastifySchema {
  const { id, summary, description, path, body, streams, answer, status } = facts;
  const query = facts.takesPreview ? { ...facts.query, preview: previewParameter } : facts.query;
  const needed = neededBy(facts);
  const documented = {
    operationId: id,
    summary,
    description: description === undefined ? needed : `${description} ${needed}`,
    tags: facts.url.split('/').slice(1, 2),
    ...(facts.permission === null ? {} : { 'x-permission': facts.permission }),
    ...(facts.public === true ? { security: [] } : {}),
    ...(Object.keys(path).length > 0 ? { params: z.strictObject(path) } : {}),
    ...(Object.keys(query).length > 0 ? { querystring: z.strictObject(query) } : {}),
    ...(body === noBody ? {} : { body }),
    ...(streams === undefined ? {} : { consumes: streams }),
    response: { [status ?? 200]: { description: 'Done.', content: { 'application/json': { schema: answer } } } },
  };
  return documented;
}

function neededBy({ permission, public: isPublic }: OperationFacts): string {
  if (isPublic === true) return 'Needs no credential.';
  return permission === null ? 'Needs no permission, but to be known.' : `Needs the permission \`${permission}\`.`;
}
