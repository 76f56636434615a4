import type { FastifyRequest } from 'fastify';
import { authenticateApiKey } from '../accounts/api-key-operations.ts';
import { anybody, type Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { authenticateSession } from '../sign-in/session-operations.ts';
import { Problem } from '../shared/problems.ts';
import type { OperationFacts } from './operation.ts';
import { sessionTokenIn } from './session-cookie.ts';

/**
 * Who asks: by the API key of the request, else by the session of its cookie, with the rights that the operation needs; nobody
 * in particular where it is for everybody. The history will name the request beside the actor.
 */
export async function authenticate(
  app: App,
  request: FastifyRequest,
  facts: Pick<OperationFacts, 'permission' | 'public'>,
): Promise<Actor> {
  return { ...(await actorOf(app, request, facts)), requestId: request.id };
}

async function actorOf(
  app: App,
  request: FastifyRequest,
  { permission, public: isPublic }: Pick<OperationFacts, 'permission' | 'public'>,
): Promise<Actor> {
  if (isPublic === true) return anybody;
  const { authorization, cookie } = request.headers;
  const key = /^Bearer +(\S{1,500})$/i.exec(authorization?.trim() ?? '')?.[1];
  if (key !== undefined) return authenticateApiKey(app, key);
  const token = authorization === undefined ? sessionTokenIn(cookie) : undefined;
  if (token !== undefined) return authenticateSession(app, { token, ...proofOf(request) }, permission);
  throw new Problem(
    'unauthenticated',
    'Sign in, or send an API key: "Authorization: Bearer <API key>". An administrator can make one, also with "licet api-key".',
  );
}

/** A browser sends the cookie of itself, so it must also show that a page of ours asks. */
function proofOf({ method, headers }: FastifyRequest) {
  if (headers['sec-fetch-site'] === 'cross-site')
    throw new Problem('csrf_token_missing', 'A page of another site cannot ask in a session.');
  const csrfToken = headers['x-csrf-token'];
  const writes = method !== 'GET' && method !== 'HEAD';
  return { writes, csrfToken: typeof csrfToken === 'string' ? csrfToken : undefined };
}
