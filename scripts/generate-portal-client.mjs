// npm run generate: the portals' API client out of the golden OpenAPI document: types by openapi-typescript, and where each
// operation lives. `--check` says whether what is there is what would be made.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypescript from 'openapi-typescript';
import { root } from './root.mjs';

const document = join(root, 'test/golden/openapi.json');
const files = {
  schema: join(root, 'portals/shared/api/schema.d.ts'),
  addresses: join(root, 'portals/shared/api/addresses.ts'),
};
const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** What the two files of the client have to hold. */
export async function portalClient() {
  const openapi = JSON.parse(readFileSync(document, 'utf8'));
  return { schema: await openapiTypescript(openapi), addresses: addressesOf(openapi) };
}

/** True where both files are as the document has it. */
export async function isPortalClientCurrent() {
  const client = await portalClient();
  return Object.entries(files).every(([name, file]) => readFileSync(file, 'utf8') === client[name]);
}

function addressesOf(openapi) {
  const lines = Object.entries(openapi.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method] !== undefined)
      .map((method) => `  ${item[method].operationId}: ['${method.toUpperCase()}', '${path}'],`),
  );
  return `// Made by "npm run generate" out of the OpenAPI document. Change that, not this.

/** Where each operation of the REST door lives. */
export const addresses = {
${lines.join('\n')}
} as const;
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const client = await portalClient();
  for (const [name, file] of Object.entries(files)) writeFileSync(file, client[name]);
}
