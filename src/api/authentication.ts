import type { FastifyRequest } from 'fastify';
import { authenticateApiKey } from '../accounts/api-key-operations.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { Problem } from '../shared/problems.ts';

/** Who asks, by the API key of the request; the history will name the request beside the actor. */
export async function authenticate(app: App, request: FastifyRequest): Promise<Actor> {
  const key = /^Bearer +(\S{1,500})$/i.exec(request.headers.authorization?.trim() ?? '')?.[1];
  if (key === undefined)
    throw new Problem(
      'unauthenticated',
      'Send an API key: "Authorization: Bearer <API key>". An administrator can make one, also with "licet api-key".',
    );
  const actor = await authenticateApiKey(app, key);
  return { ...actor, requestId: request.id };
}
