import { z } from 'zod';
import { problemCatalog } from '../shared/problems.ts';
import { takesIdempotencyKey } from './idempotent-writes.ts';
import type { DeclaredOperation } from './operation.ts';
import { problemSchema } from './problem-documents.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * The document with what all operations share (problems, ETag, If-Match), and without the components that nothing refers
 * to: the generator writes each schema twice, as input and as output, and every other schema of the process too.
 */
export function completeDocument(generated: unknown, declared: readonly DeclaredOperation[]): JsonRecord {
  const document = recordOf(generated);
  const byId = new Map(declared.map((operation) => [operation.facts.id, operation]));
  const paths = mapRecord(recordOf(document['paths']), (item) =>
    mapRecord(recordOf(item), (operation) => complete(recordOf(operation), byId)),
  );
  const components = recordOf(document['components']);
  // A schema with a name of its own comes wrapped in its definitions.
  const problem = recordOf(recordOf(z.toJSONSchema(problemSchema, { target: 'draft-2020-12' }))['$defs'])['Problem'];
  const responses = problemResponses(new Set(declared.flatMap(problemStatuses)));
  const shared = {
    securitySchemes: components['securitySchemes'],
    headers: sharedHeaders,
    parameters: sharedParameters,
    responses,
  };
  const schemas = usedSchemas({ ...recordOf(components['schemas']), Problem: problem }, [paths, shared]);
  return withPlainNames({ ...document, paths, components: { ...shared, schemas } }, Object.keys(schemas));
}

const sharedHeaders = {
  ETag: { description: 'The version of the entity, for If-Match.', schema: { type: 'string', examples: ['"3"'] } },
  Location: { description: 'The address of what was made.', schema: { type: 'string' } },
};

const sharedParameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'A repeat with the same key and body gets the first answer back, for a day, also after a crash. With another body it is refused, while the first is being worked on it is a conflict. A refusal is not kept.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag of the answer that you change; 412 where it was changed since.',
    schema: { type: 'string', examples: ['"3"'] },
  },
};

function complete(operation: JsonRecord, byId: ReadonlyMap<string, DeclaredOperation>): JsonRecord {
  const declared = byId.get(String(operation['operationId']));
  if (declared === undefined) return operation;
  const { facts, hasLocation, hasVersion } = declared;
  const headers = {
    ...(hasVersion ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
    ...(hasLocation ? { Location: { $ref: '#/components/headers/Location' } } : {}),
  };
  const answers = mapRecord(recordOf(operation['responses']), (answer) =>
    Object.keys(headers).length > 0 ? { ...recordOf(answer), headers } : answer,
  );
  const problems = Object.fromEntries(
    problemStatuses(declared).map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
  const given: readonly unknown[] = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
  const parameters = [
    ...given,
    ...(facts.takesIfMatch ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
    ...(takesIdempotencyKey(facts) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  const body = recordOf(operation['requestBody']);
  const requestBody = { ...body, required: !facts.body.safeParse(undefined).success };
  return {
    ...operation,
    ...('content' in body ? { requestBody } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: { ...answers, ...problems },
  };
}

function problemStatuses({ facts }: DeclaredOperation): readonly number[] {
  const writes = facts.method !== 'GET';
  return [
    400,
    401,
    403,
    ...(Object.keys(facts.path).length > 0 ? [404] : []),
    ...(writes ? [409] : []),
    ...(facts.takesIfMatch ? [412] : []),
    ...(writes ? [413, 415, 422] : []),
    ...(facts.callsPerMinute === undefined ? [] : [429]),
    500,
    503,
  ];
}

function problemResponses(statuses: ReadonlySet<number>): JsonRecord {
  const entries = Object.entries(problemCatalog).filter(([, { status }]) => statuses.has(status));
  const byStatus = Map.groupBy(entries, ([, { status }]) => status);
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      `Problem${status}`,
      { description: codes.map(([code, { title }]) => `${code}: ${title}.`).join(' '), content },
    ]),
  );
}

/** The schemas that are referred to, directly or through others, in the order of their names. */
function usedSchemas(schemas: JsonRecord, roots: readonly unknown[]): JsonRecord {
  const used = new Set<string>();
  const follow = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      if (!used.has(name)) {
        used.add(name);
        follow(schemas[name]);
      }
  };
  roots.forEach(follow);
  return Object.fromEntries([...used].toSorted().map((name) => [name, schemas[name]]));
}

/** `NewAccountInput` is `NewAccount`, where there is no answer of that name, or one of the same shape. */
function withPlainNames(document: JsonRecord, names: readonly string[]): JsonRecord {
  const schemas = recordOf(recordOf(document['components'])['schemas']);
  const inputs = names.filter((name) => name.endsWith('Input'));
  const shapeOf = (name: string): string => renamedIn(JSON.stringify(schemas[name]), inputs);
  const renamed = inputs.filter(
    (name) => !names.includes(plainName(name)) || shapeOf(plainName(name)) === shapeOf(name),
  );
  const plain = recordOf(JSON.parse(renamedIn(JSON.stringify(document), renamed)));
  const components = recordOf(plain['components']);
  const entries = Object.entries(recordOf(components['schemas'])).map(
    ([name, schema]) => [renamed.includes(name) ? plainName(name) : name, schema] as const,
  );
  const inOrder = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...plain, components: { ...components, schemas: Object.fromEntries(inOrder) } };
}

function plainName(name: string): string {
  return name.slice(0, -'Input'.length);
}

function renamedIn(text: string, names: readonly string[]): string {
  return names.reduce(
    (all, name) => all.replaceAll(`"#/components/schemas/${name}"`, `"#/components/schemas/${plainName(name)}"`),
    text,
  );
}

function mapRecord(record: JsonRecord, change: (value: unknown) => unknown): JsonRecord {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function recordOf(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
