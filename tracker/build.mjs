// Builds tracker/dist/script.js: one classic script, minified, inside a budget that is a promise to every page that loads it.
//   node tracker/build.mjs [--budget BYTES]
import { build } from 'esbuild';
import { minify } from 'terser';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const { values } = parseArgs({ options: { budget: { type: 'string', default: '1000' } } });
const budget = Number(values.budget); // bytes of Brotli at its highest quality; the script must be smaller
const path = name => fileURLToPath(new URL(name, import.meta.url));

const bundle = await build({
  entryPoints: [path('src/script.js')],
  bundle: true,
  format: 'iife',
  minify: true,
  target: 'es2017', // Chrome 58, Firefox 53, Safari 11; an older browser meets a syntax error and is not counted
  write: false,
});
const { code } = await minify(bundle.outputFiles[0].text, {
  ecma: 2017,
  compress: { passes: 3, unsafe_arrows: true, pure_getters: true }, // both hold: no arrow is used as a constructor, no getter has effects
});

const brotli = brotliCompressSync(code).length;
const gzip = gzipSync(code, { level: 9 }).length;
console.log(`tracker/dist/script.js: ${code.length} B raw, ${gzip} B gzip, ${brotli} B Brotli of ${budget}`);
if (brotli >= budget) {
  console.error(`The tracker must stay under ${budget} B of Brotli.`);
  process.exit(1);
}

await mkdir(path('dist'), { recursive: true });
await writeFile(path('dist/script.js'), code);
