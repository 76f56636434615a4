import { addresses } from './addresses.ts';
import { ApiProblem, problemFrom } from './problem.ts';
import type { operations } from './schema.d.ts';

export type OperationId = keyof typeof addresses & keyof operations;

type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Good<Responses> = Responses extends { 200: infer Response }
  ? Content<Response>
  : Responses extends { 201: infer Response }
    ? Content<Response>
    : Responses extends { 202: infer Response }
      ? Content<Response>
      : never;

/** What an operation answers when it goes well. */
export type AnswerOf<Id extends OperationId> = Good<operations[Id]['responses']>;
/** One entry of what a list answers. */
export type ItemOf<Id extends OperationId> =
  AnswerOf<Id> extends { items: readonly (infer Item extends Readonly<Record<string, unknown>>)[] } ? Item : never;

type Part<Id extends OperationId, Name extends string> = operations[Id] extends {
  parameters: { [name in Name]?: infer Parameters };
}
  ? Parameters
  : never;
export type PathOf<Id extends OperationId> = Part<Id, 'path'>;
export type QueryOf<Id extends OperationId> = Part<Id, 'query'>;
export type BodyOf<Id extends OperationId> = operations[Id] extends { requestBody?: infer Body }
  ? Content<Body>
  : never;

/** The parts of a request; what an operation does not take cannot be given. */
export interface CallOptions<Id extends OperationId> {
  readonly path?: PathOf<Id>;
  readonly query?: QueryOf<Id> | undefined;
  readonly body?: BodyOf<Id> | undefined;
  /** the version that was looked at, for If-Match */
  readonly version?: number | undefined;
  /** names a write, so that it is done once, however often it is asked for */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

let csrfToken: string | undefined;

/** What proves to the server that a write comes from this page; it comes with the session. */
export function keepCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

let onOtherSession: () => void = () => undefined;

/** Is told whenever the server knows of another session than this page, or of none: somebody signed out, or in, elsewhere. */
export function whenSessionIsOther(tell: () => void): void {
  onOtherSession = tell;
}

/** Calls one operation of the REST door. Throws `ApiProblem` with everything that the server says. */
export async function call<Id extends OperationId>(id: Id, options: CallOptions<Id> = {}): Promise<AnswerOf<Id>> {
  const [method, path] = addresses[id];
  const isText = typeof options.body === 'string';
  const response = await reach(addressOf(path, options.path ?? {}, options.query ?? {}), {
    method,
    credentials: 'same-origin',
    headers: headersOf(method, options),
    signal: options.signal ?? null,
    ...(options.body === undefined ? {} : { body: isText ? String(options.body) : JSON.stringify(options.body) }),
  });
  if (!response.ok) throw await refusalIn(response);
  return answerIn<Id>(response);
}

/** Reads what stands at the address of an operation that gets something, whichever it is. */
export async function readThing(id: OperationId, path: object): Promise<unknown> {
  const [method, address] = addresses[id];
  const response = await reach(addressOf(address, path, {}), { method, headers: headersOf(method, {}) });
  if (!response.ok) throw await refusalIn(response);
  const thing: unknown = await response.json();
  return thing;
}

/** Sends a file as it is; answers what the operation answers. */
export async function sendFile<Id extends OperationId>(
  id: Id,
  query: QueryOf<Id>,
  file: File,
  contentType: string,
): Promise<AnswerOf<Id>> {
  const [method, path] = addresses[id];
  const headers = { ...csrfHeader(), accept: 'application/json', 'content-type': contentType };
  const response = await reach(addressOf(path, {}, query ?? {}), { method, headers, body: file });
  if (!response.ok) throw await refusalIn(response);
  return answerIn<Id>(response);
}

async function refusalIn(response: Response): Promise<ApiProblem> {
  const problem = await problemFrom(response);
  const isFromHere = new URL(response.url).pathname !== addresses.getCurrentSession[1];
  if (isFromHere && (problem.code === 'unauthenticated' || problem.code === 'csrf_token_missing')) onOtherSession();
  return problem;
}

// The document that the types come from is the one that the server answers by.
async function answerIn<Id extends OperationId>(response: Response): Promise<AnswerOf<Id>> {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return (await response.json()) as AnswerOf<Id>;
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem({
      status: 0,
      code: 'unreachable',
      title: 'The server cannot be reached',
      detail: 'Look at your network connection and try again.',
    });
  }
}

function headersOf<Id extends OperationId>(method: string, options: CallOptions<Id>): Record<string, string> {
  return {
    accept: 'application/json',
    ...(method === 'GET' ? {} : csrfHeader()),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
    ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
  };
}

function csrfHeader(): Record<string, string> {
  return csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken };
}

function addressOf(path: string, values: object, query: object): string {
  const named = new Map<string, string>(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named.get(name) ?? ''));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}
