// npm run generate: the portals' API client out of the golden OpenAPI document: types by openapi-typescript, and where each
// operation lives. `--check` says whether what is there is what would be made.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTypescript from 'openapi-typescript';
import { root } from './root.mjs';

const document = join(root, 'test/golden/openapi.json');
const files = {
  schema: join(root, 'portals/shared/api/schema.d.ts'),
  addresses: join(root, 'portals/shared/api/addresses.ts'),
};
const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** What the two files of the client have to hold. */
async function portalClient() {
  const openapi = JSON.parse(readFileSync(document, 'utf8'));
  return { schema: await openapiTypescript(openapi), addresses: addressesOf(openapi) };
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

const client = await portalClient();
const outdated = Object.entries(files).filter(([name, file]) => readFileSync(file, 'utf8') !== client[name]);
if (process.argv.includes('--check')) {
  for (const [, file] of outdated) console.log(`${file} is not what the OpenAPI document makes: npm run generate`);
  process.exitCode = outdated.length > 0 ? 1 : 0;
} else {
  for (const [name, file] of outdated) writeFileSync(file, client[name]);
}
