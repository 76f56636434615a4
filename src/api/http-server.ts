import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { JobsApp } from '../jobs/job-definition.ts';
import { apiRoutes } from './api-routes.ts';
import { serializerFor } from './answers.ts';
import { authenticate } from './authentication.ts';
import { batchOf, hasBatch } from './batch-operation.ts';
import { bodyBytesMax, parseJsonBodies, streamBodies } from './body-parsing.ts';
import { basePath, declareOperation } from './declare-operation.ts';
import { answerUnknownRoute, collectRoutes } from './unknown-routes.ts';
import { measureRequests } from './metrics.ts';
import { completeDocument } from './openapi-completion.ts';
import { openApiFrame, routeSchema } from './openapi-document.ts';
import type { Api, DeclaredOperation } from './operation.ts';
import { answerProblem, problemDocument } from './problem-documents.ts';
import { pageRoutes } from './page-routes.ts';
import { unsubscribeRoutes } from './unsubscribe-routes.ts';
import { probeRoutes } from './probe-routes.ts';
import { logRequests } from './request-log.ts';
import { Problem } from '../shared/problems.ts';

export interface HttpServerOptions {
  /** refuse answers that do not match their documented schema; for tests, as it costs time and helps no caller */
  readonly checkAnswers?: boolean;
  /** why this process cannot serve, beyond the state of the database */
  readonly draining?: () => string | undefined;
}

/** The REST door over the operations, ready to listen. */
export async function createHttpServer(app: JobsApp, options: HttpServerOptions = {}): Promise<FastifyInstance> {
  const server = fastify({
    logger: false, // one line a request, by request-log.ts
    genReqId: requestIdOf,
    bodyLimit: bodyBytesMax,
    routerOptions: { maxParamLength: 4000 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void answerProblem(app.log, error, request, reply),
    clientErrorHandler: answerBrokenRequest,
  });
  server.decorateRequest('actor', null);
  server.setValidatorCompiler(() => () => true); // operations parse for themselves, see declare-operation.ts
  server.setSerializerCompiler(serializerFor(options.checkAnswers ?? false));
  server.setErrorHandler((error, request, reply) => answerProblem(app.log, error, request, reply));
  const declared = declareOperations();
  const routes = collectRoutes(server);
  server.setNotFoundHandler((request, reply) =>
    answerProblem(app.log, answerUnknownRoute(routes, request, reply), request, reply),
  );
  logRequests(server, app.log);
  measureRequests(server, app);
  parseJsonBodies(server);
  await server.register(helmet, {
    xFrameOptions: { action: 'deny' },
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  await server.register(swagger, {
    openapi: openApiFrame(),
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await server.register(async (scope) => serveOperations(scope, app, declared), { prefix: basePath });
  probeRoutes(server, app, options.draining);
  pageRoutes(server, app);
  await unsubscribeRoutes(server, app);
  await server.ready();
  return server;
}

function declareOperations(): readonly DeclaredOperation[] {
  const declared: DeclaredOperation[] = [];
  const api: Api = {
    add: (operation) => {
      declared.push(declareOperation(operation));
      if (hasBatch(operation)) declared.push(declareOperation(batchOf(operation)));
    },
  };
  for (const addRoutes of apiRoutes) addRoutes(api);
  return declared;
}

async function serveOperations(
  scope: FastifyInstance,
  app: JobsApp,
  declared: readonly DeclaredOperation[],
): Promise<void> {
  const document = lazily(() => completeDocument(scope.swagger(), declared));
  scope.get('/openapi.json', { schema: { hide: true } }, document);
  await scope.register(async (guarded) => {
    // Before the body is read: who has no key cannot make us take in megabytes.
    guarded.addHook('onRequest', async (request) => request.setDecorator('actor', await authenticate(app, request)));
    for (const operation of declared.filter(({ facts }) => facts.streams === undefined)) route(guarded, app, operation);
    for (const operation of declared.filter(({ facts }) => facts.streams !== undefined))
      await guarded.register(async (streaming) => {
        streaming.removeAllContentTypeParsers();
        streamBodies(streaming, operation.facts.streams ?? []);
        route(streaming, app, operation);
      });
  });
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function route(scope: FastifyInstance, app: JobsApp, operation: DeclaredOperation): void {
  scope.route({
    method: operation.facts.method,
    url: operation.facts.url.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: routeSchema(operation),
    handler: (request, reply) => operation.handle(app, request, reply, request.getDecorator<Actor>('actor')),
  });
}

function requestIdOf(request: { readonly headers: FastifyRequest['raw']['headers'] }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
}

/** What could not even be read as HTTP. */
function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const document = problemDocument(
    new Problem('malformed', 'This could not be read as an HTTP request.'),
    randomUUID(),
  );
  const body = JSON.stringify(document);
  const head = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
