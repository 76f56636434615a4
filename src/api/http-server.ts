import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { JobsApp } from '../jobs/job-definition.ts';
import { apiRoutes } from './api-routes.ts';
import { answerSchema, noCompilers, serializerFor } from './answers.ts';
import { authenticate } from './authentication.ts';
import { batchOf, hasBatch } from './batch-operation.ts';
import { callLimit } from './call-limit.ts';
import { bodyBytesMax, parseJsonBodies, streamBodies } from './body-parsing.ts';
import { basePath, declareOperation } from './declare-operation.ts';
import { answerUnknownRoute, collectRoutes } from './unknown-routes.ts';
import { measureRequests } from './metrics.ts';
import { openApiDocument } from './openapi-document.ts';
import { routeUrl, type Api, type DeclaredOperation } from './operation.ts';
import { answerProblem, problemDocument } from './problem-documents.ts';
import { pageRoutes } from './page-routes.ts';
import { unsubscribeRoutes } from './unsubscribe-routes.ts';
import { portalRoutes } from './portal-routes.ts';
import { probeRoutes } from './probe-routes.ts';
import { logRequests } from './request-log.ts';
import { lazily } from '../shared/lazily.ts';
import { Problem } from '../shared/problems.ts';

export interface HttpServerOptions {
  /** refuse answers that do not match their documented schema; for tests, as it costs time and helps no caller */
  readonly checkAnswers?: boolean;
  /** why this process cannot serve, beyond the state of the database */
  readonly draining?: () => string | undefined;
  /** false: nobody is told to wait, however often they try; for tests */
  readonly limitsCalls?: boolean;
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
    schemaController: noCompilers,
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'], // so that callers behind our proxy are told apart
  });
  server.decorateRequest('actor', null);
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
  await server.register(async (scope) => serveOperations(scope, app, declared, options), { prefix: basePath });
  probeRoutes(server, app, options.draining);
  pageRoutes(server, app);
  await portalRoutes(server, app);
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
  options: HttpServerOptions,
): Promise<void> {
  const document = lazily(() => openApiDocument(declared));
  scope.get('/openapi.json', document);
  await scope.register(async (guarded) => {
    const route = routeOver(app, options);
    for (const operation of declared.filter(({ facts }) => facts.streams === undefined)) route(guarded, operation);
    for (const operation of declared.filter(({ facts }) => facts.streams !== undefined))
      await guarded.register(async (streaming) => {
        streaming.removeAllContentTypeParsers();
        streamBodies(streaming, operation.facts.streams ?? []);
        route(streaming, operation);
      });
  });
}

function routeOver(app: JobsApp, { limitsCalls = true }: HttpServerOptions) {
  const limit = limitsCalls ? callLimit(app.clock) : () => undefined;
  return (scope: FastifyInstance, operation: DeclaredOperation): void => {
    const { facts } = operation;
    scope.route({
      method: facts.method,
      url: routeUrl(operation),
      schema: answerSchema(operation),
      // Before the body is read: who may not ask cannot make us take in megabytes.
      onRequest: async (request, reply) => {
        limit(facts, request, reply);
        request.setDecorator('actor', await authenticate(app, request, facts));
      },
      handler: (request, reply) => operation.handle(app, request, reply, request.getDecorator<Actor>('actor')),
    });
  };
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
