/** A schema of the OpenAPI document, as far as samples need it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

/** One operation of the document, its references followed one step. */
export interface DocumentedOperation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly id: string;
  /** null where whoever is known may call it */
  readonly permission: string | null;
  /** for everybody, without a credential */
  readonly isPublic: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly bodyRequired: boolean;
  readonly contentType: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

interface RawOperation {
  readonly operationId: string;
  readonly 'x-permission'?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly (Parameter & { readonly $ref?: string })[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}

/** Every operation of an OpenAPI document. */
export function operationsOf(document: Document): readonly DocumentedOperation[] {
  return Object.entries(document.paths).flatMap(([url, item]) =>
    Object.entries(item).map(([method, raw]): DocumentedOperation => {
      const [contentType = 'application/json', content] = Object.entries(raw.requestBody?.content ?? {})[0] ?? [];
      return {
        method: method.toUpperCase() as DocumentedOperation['method'],
        url,
        id: raw.operationId,
        permission: raw['x-permission'] ?? null,
        isPublic: raw.security?.length === 0,
        parameters: (raw.parameters ?? []).map((one) =>
          one.$ref === undefined ? one : (document.components.parameters[nameIn(one.$ref)] ?? one),
        ),
        body: content?.schema,
        bodyRequired: raw.requestBody?.required ?? false,
        contentType,
      };
    }),
  );
}

/** Makes right and wrong values for the schemas of a document. */
export function samplesFor(document: Document) {
  const resolve = (schema: Schema): Schema => {
    const target = schema.$ref === undefined ? schema : (document.components.schemas[nameIn(schema.$ref)] ?? {});
    if (Array.isArray(target.type)) return { ...target, type: target.type.find((type) => type !== 'null') ?? 'null' };
    const variants = (target.anyOf ?? []).filter((variant) => variant.type !== 'null');
    return variants.length === 1 && variants[0]
      ? { ...resolve(variants[0]), ...(target.examples ? { examples: target.examples } : {}) }
      : target;
  };

  /** The smallest right value. */
  const right = (given: Schema): unknown => {
    const schema = resolve(given);
    const example = schema.examples?.[0] ?? schema.const ?? schema.enum?.[0];
    if (example !== undefined) return example;
    if (schema.anyOf?.[0]) return right(schema.anyOf[0]);
    if (schema.type === 'object')
      return Object.fromEntries((schema.required ?? []).map((name) => [name, right(schema.properties?.[name] ?? {})]));
    if (schema.type === 'array') return (schema.minItems ?? 0) > 0 ? [right(schema.items ?? {})] : [];
    if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
    if (schema.type === 'boolean') return true;
    if (schema.format === 'date') return '2026-03-01';
    if (schema.format === 'date-time') return '2030-01-01T00:00:00Z';
    return 'sample'.padEnd(schema.minLength ?? 0, 'x');
  };

  /** Values that are certainly wrong: each differs from a right one in one place. */
  function* wrong(given: Schema, depth = 0): Generator<unknown> {
    const schema = resolve(given);
    if (schema.anyOf) yield { a: { b: 1 } };
    else if (schema.type === 'object') yield* wrongObjects(schema, depth);
    else if (schema.type === 'array') {
      yield* ['x', 5, {}, true];
      if (depth < 4) for (const item of wrong(schema.items ?? {}, depth + 1)) yield [item];
    } else if (schema.type === 'boolean') yield* ['yes', 1, [], {}];
    else if (schema.type === 'integer' || schema.type === 'number') yield* wrongNumbers(schema);
    else yield* wrongTexts(schema);
  }

  function* wrongObjects(schema: Schema, depth: number): Generator<unknown> {
    yield* ['x', 5, true, []];
    const whole = right(schema) as object;
    if (typeof schema.additionalProperties === 'object') {
      if (depth < 4) for (const value of wrong(schema.additionalProperties, depth + 1)) yield { name: value };
      return;
    }
    yield { ...whole, noSuchField: 1 };
    yield { ...whole, ['x'.repeat(100_000)]: 1 };
    for (const name of schema.required ?? [])
      yield Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
    if (depth < 4)
      for (const [name, property] of Object.entries(schema.properties ?? {}))
        for (const value of wrong(property, depth + 1)) yield { ...whole, [name]: value };
  }

  return { right, wrong };
}

function* wrongNumbers(schema: Schema): Generator<unknown> {
  yield* ['x', '', [], {}, true, 1e300];
  if (schema.type === 'integer') yield 1.5;
  if (schema.maximum !== undefined) yield schema.maximum + 1;
  if (schema.minimum !== undefined) yield schema.minimum - 1;
}

function* wrongTexts(schema: Schema): Generator<unknown> {
  yield* [12, true, [], {}, 'a\0b', 'a\uD800b', 'x'.repeat(600_000)];
  if ((schema.minLength ?? 0) > 0) yield '';
  if (schema.format === 'date')
    yield* ['2026-02-29', '2026-13-01', '0000-01-01', '1.3.2026', '2026-03-01T00:00:00Z', ''];
  if (schema.format === 'date-time') yield* ['yesterday', '2026-03-01', '2026-03-01T25:00:00Z'];
  if (schema.enum) yield 'noSuchValue';
}

function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
