import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const globalSetup = './test/global-setup.ts';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'portals/**/*.test.ts',
      'test/**/*.test.ts',
      'bench/**/*.test.ts',
      'portals/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/planted/**', '**/.install-*/**', 'licet-data/**'],
    // One module graph for all files of a worker: eighteen times faster. Tests must not leave state in a module.
    isolate: false,
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    cache: false, // two runs at once would write the same file
    ...(existsSync(new URL(globalSetup, import.meta.url)) ? { globalSetup } : {}),
  },
});
