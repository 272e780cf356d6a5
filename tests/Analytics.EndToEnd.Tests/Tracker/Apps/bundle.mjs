// Bundles an application of this folder for a browser and writes it to the standard output: node bundle.mjs react.jsx
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const path = name => fileURLToPath(new URL(name, import.meta.url));
const { outputFiles } = await build({
  entryPoints: [path(process.argv[2])],
  bundle: true,
  minify: true,
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"development"' },
  alias: {
    '@analytics/tracker/react': path('../../../../tracker/dist/npm/react.js'),
    '@analytics/tracker': path('../../../../tracker/dist/npm/index.js'),
  },
  write: false,
});
process.stdout.write(outputFiles[0].text);
