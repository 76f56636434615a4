import type { FastifyInstance } from 'fastify';
import { createApiKey } from '../src/accounts/api-key-operations.ts';
import { newApiKeySecret } from '../src/accounts/api-key-secret.ts';
import { ensureFirstAdministrator } from '../src/accounts/first-administrator.ts';
import { systemActor, type Permission } from '../src/accounts/rules/permissions.ts';
import { createHttpServer, type HttpServerOptions } from '../src/api/http-server.ts';
import { problemSchema, type ProblemDocument } from '../src/api/problem-documents.ts';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { jobs } from '../src/schedule.ts';
import * as given from './given.ts';
import { openWorld, type World } from './world.ts';

/** The REST door over a database of its own, every answer held against its documented schema. */
export interface ApiWorld {
  readonly app: JobsApp;
  readonly world: World;
  readonly server: FastifyInstance;
  /** the key of an administrator */
  readonly key: string;
  readonly call: (method: Method, path: string, request?: Request) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Request {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** null for none; an administrator's unless given */
  readonly key?: string | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // eslint-disable-next-line typescript/no-explicit-any -- tests look at what they expect
  readonly json: any;
}

/** Opens a world with the door of it. */
export async function openApiWorld(
  options: HttpServerOptions = {},
  worldOptions: Parameters<typeof openWorld>[0] = {},
): Promise<ApiWorld> {
  const world = await openWorld(worldOptions);
  const key = newApiKeySecret();
  const config = { ...world.app.config, adminApiKey: key };
  const app: JobsApp = { ...world.app, config, jobs, nudgeWorkers: () => undefined };
  const server = await createHttpServer(app, { checkAnswers: true, limitsCalls: false, ...options });
  await ensureFirstAdministrator(app);
  const call = (method: Method, path: string, request: Request = {}): Promise<Answer> =>
    inject(server, key, method, path, request);
  const close = async (): Promise<void> => {
    await server.close();
    await world.close();
  };
  return { app, world, server, key, call, close };
}

const operator = systemActor('test');

/** An API key whose one role has these permissions. */
export async function keyWith(app: JobsApp, permissions: readonly Permission[]): Promise<string> {
  const name = `only ${permissions.join(' ') || 'nothing'}`;
  await given.role({ app }, { name, permissions: [...permissions] });
  return (await createApiKey(app, operator, { name, roles: [name] })).key;
}

async function inject(
  server: FastifyInstance,
  key: string,
  method: Method,
  path: string,
  request: Request,
): Promise<Answer> {
  const credential = request.key === undefined ? key : request.key;
  const isText = typeof request.body === 'string' || Buffer.isBuffer(request.body);
  const answer = await server.inject({
    method,
    url: path.startsWith('/') ? path : `/api/v1/${path}`,
    headers: {
      ...(credential === null ? {} : { authorization: `Bearer ${credential}` }),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { payload: isText ? request.body : JSON.stringify(request.body) }),
  });
  const isJson = /json/.test(String(answer.headers['content-type']));
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.payload,
    json: isJson && answer.payload !== '' ? JSON.parse(answer.payload) : undefined,
  };
}

/** The problem document that an answer is; throws where it is none. */
export function problemOf(answer: Answer): ProblemDocument {
  if (!String(answer.headers['content-type']).startsWith('application/problem+json'))
    throw new Error(`no problem document: ${answer.status} ${answer.text.slice(0, 500)}`);
  const problem = problemSchema.parse(answer.json);
  if (problem.status !== answer.status)
    throw new Error(`the document says ${problem.status}, the answer ${answer.status}`);
  return problem;
}
