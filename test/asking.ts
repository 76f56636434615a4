import type { Answer, ApiWorld, Request } from './api-world.ts';
import { samplesFor, type DocumentedOperation, type Parameter } from './openapi-samples.ts';

/** How an operation is asked: as whom, and about what. */
export interface Asked extends Pick<Request, 'key' | 'headers'> {
  /** the value of a parameter of the path; 1 unless told */
  readonly keyOf?: (parameter: Parameter, operation: DocumentedOperation) => string;
  readonly query?: string;
}

/** Asks any operation of a document with the smallest right body, and with what it needs in its address. */
export function askerOf(call: ApiWorld['call'], document: Parameters<typeof samplesFor>[0]) {
  const { right } = samplesFor(document);
  return (operation: DocumentedOperation, asked: Asked = {}): Promise<Answer> => {
    const { keyOf = usualKey, query = '', ...credential } = asked;
    const path = operation.parameters
      .filter((one) => one.in === 'path')
      .reduce((url, one) => url.replace(`{${one.name}}`, encodeURIComponent(keyOf(one, operation))), operation.url);
    const given = new URLSearchParams(query);
    const needed = operation.parameters.filter(
      (one) => one.in === 'query' && one.required === true && !given.has(one.name),
    );
    const parts = [...needed.map(({ name, schema }) => `${name}=${String(right(schema))}`), query];
    const isJson = operation.contentType === 'application/json';
    const body = operation.body !== undefined && isJson ? right(operation.body) : operation.body && '{}';
    const content: Record<string, string> = body === undefined ? {} : { 'content-type': operation.contentType };
    return call(operation.method, `${path}?${parts.filter((part) => part !== '').join('&')}`, {
      ...credential,
      body,
      headers: { ...content, ...credential.headers },
    });
  };
}

/** What a parameter of the path is where a test does not care: one of its few values, or a key that names something or nothing. */
export function usualKey({ name, schema }: Parameter): string {
  const first = schema.enum?.[0];
  if (typeof first === 'string') return first;
  return name === 'key' ? 'expiring-entitlements' : '1';
}
