import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../scripts/generate-portal-client.mjs');

test("the portals' API client is the one that the OpenAPI document makes", () => {
  const { status, stdout } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, '']);
});
