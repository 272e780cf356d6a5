import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { budget } from './budget.js';

export default defineConfig({
  root: import.meta.dirname,
  // Wherever the page is, its files and the API are beside it.
  base: './',
  plugins: [preact({ devToolsEnabled: false }), budget({ gzip: 60_000 })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // light-dark() is kept as written; a lower target would rewrite it into two sets of variables.
    target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
    // The polyfill is a script that old browsers need and the content security policy has no use for.
    modulePreload: { polyfill: false },
    // An inlined asset would be a data: URL, which the policy allows for images only.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5080' } },
});
