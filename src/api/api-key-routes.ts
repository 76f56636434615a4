import { z } from 'zod';
import { newApiKeySchema } from '../accounts/account-schemas.ts';
import { createApiKey, getApiKey, listApiKeys, revokeApiKey } from '../accounts/api-key-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { instant, pageOf, paging, versioned } from './answers.ts';
import { get, post, type Api } from './operation.ts';

const known = {
  apiKeyId: z.string(),
  name: z.string(),
  prefix: z.string().meta({ description: 'The first letters of the key, to recognise it by.' }),
  roles: z.array(z.string()),
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  ...versioned,
};

const apiKey = z.strictObject(known).meta({ id: 'ApiKey' });
const newKey = z
  .strictObject({
    ...known,
    key: z.string().meta({ description: 'The key itself. It is shown this once and kept nowhere.' }),
  })
  .meta({ id: 'ApiKeyWithSecret' });

const path = { apiKeyId: keySchema };

/** Credentials of programs. */
export function apiKeyRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listApiKeys',
    url: '/api-keys',
    summary: 'API keys, revoked ones too, in the order in which they were made',
    permission: 'manageApiKeys',
    query: paging,
    answer: pageOf(apiKey),
    run: ({ app, actor, query }) => listApiKeys(app, actor, query),
  });
  add({
    ...post,
    id: 'createApiKey',
    answersSecret: true,
    url: '/api-keys',
    summary: 'Make an API key and show it, this once',
    permission: 'manageApiKeys',
    body: newApiKeySchema,
    status: 201,
    answer: newKey,
    run: ({ app, actor, body }) => createApiKey(app, actor, body),
    location: (made) => `/api-keys/${made.apiKeyId}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getApiKey',
    url: '/api-keys/{apiKeyId}',
    summary: 'One API key, without the key itself',
    permission: 'manageApiKeys',
    path,
    answer: apiKey,
    run: (call) => getApiKey(call.app, call.actor, call.path.apiKeyId),
    version: (found) => found.version,
  });
  add({
    ...post,
    id: 'revokeApiKey',
    url: '/api-keys/{apiKeyId}/revoke',
    summary: 'Take an API key out of use for good',
    permission: 'manageApiKeys',
    path,
    answer: apiKey,
    run: (call) => revokeApiKey(call.app, call.actor, call.path.apiKeyId),
    version: (revoked) => revoked.version,
  });
}
