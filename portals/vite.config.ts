import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** One build with two entries. What they share is loaded once by a browser that opens both. */
export default defineConfig({
  root: here,
  base: '/portal-files/',
  plugins: [react()],
  // The server puts a fresh nonce in the place of this word in every page that it sends.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: join(here, 'dist'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { producer: join(here, 'producer/index.html'), 'end-user': join(here, 'end-user/index.html') },
    },
  },
});
