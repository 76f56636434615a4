import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf, type Answer, type ApiWorld } from '../../test/api-world.ts';
import { operationsOf, samplesFor, type DocumentedOperation, type Parameter } from '../../test/openapi-samples.ts';

// Thousands of requests: every operation with everything that could be wrong.
const everyOperation = { timeout: 180_000 };

let api: ApiWorld;
let operations: readonly DocumentedOperation[];
let samples: ReturnType<typeof samplesFor>;

beforeAll(async () => {
  api = await openApiWorld();
  const document = (await api.call('GET', 'openapi.json')).json;
  operations = operationsOf(document);
  samples = samplesFor(document);
});
afterAll(() => api.close());

test(
  'a body that is wrong in one place is refused with a problem document, and nothing is saved',
  everyOperation,
  async () => {
    const before = await rowCounts();
    for (const operation of withJsonBodies()) {
      for (const body of samples.wrong(operation.body ?? {})) {
        const answer = await send(operation, { body: JSON.stringify(body) });
        expectRefused(answer, operation, JSON.stringify(body));
        expect(
          problemOf(answer),
          `${operation.id} ${JSON.stringify(body).slice(0, 300)} ${answer.text.slice(0, 300)}`,
        ).toMatchObject({ status: 400, code: 'invalid_input' });
        expect(answer.text.length, 'the answer does not grow with the request').toBeLessThan(120_000);
      }
      if (operation.bodyRequired) expectRefused(await send(operation, {}), operation, 'no body');
    }
    expect(await rowCounts()).toEqual(before);
  },
);

const deep = 100_000;
const unreadable: readonly (readonly [string, string | Buffer])[] = [
  ['broken JSON', '{"name": '],
  ['no JSON at all', 'name=value'],
  ['deep nesting', '['.repeat(deep) + ']'.repeat(deep)],
  ['deep nesting in a field', `{"name":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}`],
  ['deep nesting in attributes', `{"attributes":{"a":${'['.repeat(deep)}${']'.repeat(deep)}}}`],
  ['a __proto__ key', '{"__proto__":{"permissions":["all"]}}'],
  ['a constructor key', '{"constructor":{"prototype":{"all":1}}}'],
  ['an endless number', '{"quantity":1e999}'],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x6e, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['an overlong NUL', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
  ['UTF-16', Buffer.from('﻿{"name":"x"}', 'utf16le')],
  ['a list', '[]'],
  ['a text', '"x"'],
  ['a number', '5'],
];

test('a body that cannot be read, or is no object, is refused with a problem document', async () => {
  const before = await rowCounts();
  for (const operation of writing().filter(({ contentType }) => contentType === 'application/json'))
    for (const [what, body] of unreadable) expectRefused(await send(operation, { body }), operation, what);
  expect(await rowCounts()).toEqual(before);
});

test('a body in another encoding or of another type is refused by name', async () => {
  for (const operation of writing()) {
    const isJson = operation.contentType === 'application/json';
    const wrongTypes = [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'nonsense',
      ...(isJson ? [] : ['application/json']),
    ];
    for (const contentType of wrongTypes) {
      const answer = await send(operation, { body: '{}', headers: { 'content-type': contentType } });
      expect(problemOf(answer), `${operation.id} ${contentType}`).toMatchObject({
        status: 415,
        code: 'unsupported_media_type',
      });
    }
    if (!isJson) continue;
    const latin = await send(operation, {
      body: '{}',
      headers: { 'content-type': 'application/json; charset=iso-8859-1' },
    });
    expect(problemOf(latin), operation.id).toMatchObject({ status: 400, code: 'malformed' });
  }
});

const wrongKeys = [
  '%00',
  'a%00b',
  '%0a',
  '%20x',
  'x%20',
  '%ED%A0%80',
  '%FF',
  '%ZZ',
  'x'.repeat(300),
  '%F0%9F%98%80'.repeat(256),
  'no-such',
  '0',
  '-1',
  '1e5',
  '99999999999999999999',
  "'%3B--",
  '..%2f..%2f',
  // Two dots would be gone before they are sent: clients resolve them.
  '%2e%2e%2e',
];

test('an ID that cannot be, or that names nothing, is answered with a problem document', async () => {
  const before = await rowCounts();
  for (const operation of operations)
    for (const parameter of operation.parameters.filter((one) => one.in === 'path'))
      for (const wrong of wrongKeys) {
        const answer = await send(operation, { ...rightBody(operation), path: { [parameter.name]: wrong } });
        expectRefused(answer, operation, wrong);
      }
  expect(await rowCounts()).toEqual(before);
});

function wrongValuesOf({ name, schema }: Parameter): readonly string[] {
  const always = ['%00', '%ED%A0%80', 'x'.repeat(9000)];
  if (schema.enum) return [...always, '', 'noSuchValue', `x&${name}=y`];
  if (schema.type === 'integer')
    return ['', '0', '-1', `${(schema.maximum ?? 0) + 1}`, '1.5', 'abc', '1e10', 'NaN', '%00', `1&${name}=2`];
  if (schema.format === 'date')
    return [...always, '', '2026-02-29', '2026-1-1', 'today', `2026-01-01&${name}=2026-01-02`];
  if (name === 'cursor') return [...always, 'x', 'YWZ0ZXI6LTE', '%00', `x&cursor=y`];
  return [...always, '', `x&${name}=y`];
}

/** The parameters of a query, one of each kind: lists take many that are read by one and the same schema. */
function differentParameters({ parameters }: DocumentedOperation): readonly Parameter[] {
  const inQuery = parameters.filter((one) => one.in === 'query').toReversed();
  return [...new Map(inQuery.map((one) => [JSON.stringify(one.schema), one])).values()];
}

test('a parameter that is wrong, unknown or given twice is refused with a pointer to it', async () => {
  const before = await rowCounts();
  for (const operation of operations) {
    const body = rightBody(operation);
    for (const unknown of ['noSuchParameter=1', '__proto__=1', 'constructor=1', '=1']) {
      const answer = await send(operation, { ...body, query: unknown });
      expect(problemOf(answer), `${operation.id} ${unknown}`).toMatchObject({ status: 400, code: 'invalid_input' });
    }
    for (const parameter of differentParameters(operation))
      for (const wrong of wrongValuesOf(parameter)) {
        // a lone half of a pair cannot be decoded, so it arrives as the text that it was; a free text may be just that
        if (wrong === '%ED%A0%80' && !parameter.schema.enum && parameter.schema.format !== 'date') continue;
        const answer = await send(operation, { ...body, query: `${parameter.name}=${wrong}` });
        expectRefused(answer, operation, `${parameter.name}=${wrong.slice(0, 100)}`);
        const problem = problemOf(answer);
        if (problem.code === 'invalid_input')
          expect(
            problem.errors?.map((error) => error.pointer),
            operation.id,
          ).toContain(`/${parameter.name}`);
      }
  }
  expect(await rowCounts()).toEqual(before);
});

test('wrong fields of path, query, body and headers are all named at once', async () => {
  const answer = await api.call('POST', 'entitlements/a%2Cb/state?preview=perhaps&other=1', {
    body: { state: 'gone', reason: 5 },
    headers: { 'if-match': 'yesterday' },
  });
  const pointers = problemOf(answer).errors?.map((error) => error.pointer);
  expect(pointers?.toSorted()).toEqual(['/If-Match', '/entitlementId', '/other', '/preview', '/reason', '/state']);
});

const strange = [
  "'; drop table account; --",
  '😀'.repeat(60),
  '‮evil',
  'ﬃ ſ İ',
  '{{ 1 | plus: 1 }}',
  '%s%n',
  '\\u0000',
  '$1',
  'null',
];

/** Every strange text; for a list of very many parameters three of them for each, in turn. */
function strangeFor({ parameters }: DocumentedOperation, index: number): readonly string[] {
  const all = [...strange, '0001-01-01', '9999-12-31', '500'];
  return parameters.length < 12 ? all : [0, 1, 2].map((turn) => all[(index * 3 + turn) % all.length] ?? '');
}

test('strange but storable texts, days and numbers never lead to a fault', everyOperation, async () => {
  for (const operation of withJsonBodies()) {
    const whole = samples.right(operation.body ?? {});
    const bodies = strange
      .map((text) => replaceTexts(whole, text))
      .concat(['0001-01-01', '9999-12-31'].map((text) => replaceTexts(whole, text)));
    for (const body of bodies)
      expectNoFault(await send(operation, { body: JSON.stringify(body) }), operation, JSON.stringify(body));
  }
  for (const operation of operations)
    for (const [index, parameter] of operation.parameters.filter((one) => one.in === 'query').entries())
      for (const text of strangeFor(operation, index)) {
        const answer = await send(operation, {
          ...rightBody(operation),
          query: `${parameter.name}=${encodeURIComponent(text)}`,
        });
        expectNoFault(answer, operation, `${parameter.name}=${text}`);
      }
});

function writing(): readonly DocumentedOperation[] {
  return operations.filter((operation) => operation.method !== 'GET');
}

function withJsonBodies(): readonly DocumentedOperation[] {
  return operations.filter((operation) => operation.body !== undefined && operation.contentType === 'application/json');
}

interface Sent {
  readonly body?: string | Buffer;
  readonly query?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

function rightBody(operation: DocumentedOperation): Sent {
  if (operation.body === undefined) return {};
  return { body: operation.contentType === 'application/json' ? JSON.stringify(samples.right(operation.body)) : '{}' };
}

function send(operation: DocumentedOperation, { body, query, path = {}, headers }: Sent): Promise<Answer> {
  const url = operation.url.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) =>
      path[name] ?? choiceOf(operation, name) ?? (name === 'key' ? 'expired-entitlements' : 'no-such'),
  );
  const content = body === undefined ? {} : { body, headers: { 'content-type': operation.contentType, ...headers } };
  return api.call(operation.method, query === undefined ? url : `${url}?${query}`, content);
}

/** What a parameter of the path can be, where it is one of a few. */
function choiceOf({ parameters }: DocumentedOperation, wanted: string): string | undefined {
  const first = parameters.find(({ name }) => name === wanted)?.schema.enum?.[0];
  return typeof first === 'string' ? first : undefined;
}

function expectNoFault(answer: Answer, operation: DocumentedOperation, sent: string): void {
  const context = `${operation.id} answered ${answer.status} to ${sent.slice(0, 300)}: ${answer.text.slice(0, 500)}`;
  expect(answer.status, context).toBeLessThan(500);
  if (answer.status >= 400) problemOf(answer);
}

function expectRefused(answer: Answer, operation: DocumentedOperation, sent: string): void {
  expectNoFault(answer, operation, sent);
  expect(answer.status, `${operation.id} took ${sent.slice(0, 300)}`).toBeGreaterThanOrEqual(400);
}

function replaceTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((one) => replaceTexts(one, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaceTexts(one, text)]));
}

async function rowCounts(): Promise<readonly unknown[]> {
  const { rows } =
    await sql`select table_name, (xpath('/row/c/text()', query_to_xml('select count(*) as c from ' || quote_ident(table_name), false, true, '')))[1]::text as count
    from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`.execute(
      api.app.database,
    );
  return rows;
}
