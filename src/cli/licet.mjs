#!/usr/bin/env node
// Plain JavaScript, so that nothing is loaded that strips types before the cache of what was stripped is open.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Beside the packages: who could write there could change Licet itself. Where we cannot, Licet starts as well, only more slowly.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/licet'));
await import('./main.ts');
