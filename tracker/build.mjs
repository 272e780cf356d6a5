// Builds tracker/dist: the scripts for a tag, each inside a budget that is a promise to every page that loads it, with the
// compressed forms that the server sends, and the npm package.
//   node tracker/build.mjs [--budget BYTES]      BYTES in place of every script's own budget
import { build } from 'esbuild';
import { minify } from 'terser';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { define, module, scripts } from './builds.mjs';

const { values } = parseArgs({ options: { budget: { type: 'string' } } });
const path = name => fileURLToPath(new URL(name, import.meta.url));

/** Ways to the same program: which of them is the smallest when it is compressed is not to be foreseen, so all are tried. */
const ways = [{ minify: true }, { minifySyntax: true }].flatMap(bundling => [{}, { reduce_funcs: false }].map(compressing => ({ bundling, compressing })));

async function bundle(entry, format, chosen, external = []) {
  let smallest = '';
  for (const { bundling, compressing } of ways) {
    const { outputFiles } = await build({
      entryPoints: [path(entry)],
      bundle: true,
      format,
      external,
      jsx: 'automatic',
      ...bundling,
      define: define(chosen),
      tsconfigRaw: { compilerOptions: { target: 'es2021', jsx: 'react-jsx' } }, // without "use strict", which nothing here needs
      target: 'es2021', // Chrome 85, Firefox 79, Safari 14; an older browser meets a syntax error and is not counted
      write: false,
    });
    const { code } = await minify(outputFiles[0].text, {
      ecma: 2021,
      module: format == 'esm',
      // All hold: no arrow is used as a constructor, no getter has effects, nobody reads a function's arity or name.
      compress: { passes: 5, unsafe_arrows: true, unsafe_methods: true, pure_getters: true, keep_fargs: false, hoist_props: true, ...compressing },
      mangle: { toplevel: true },
    });
    smallest = !smallest || brotliCompressSync(code).length < brotliCompressSync(smallest).length ? code : smallest;
  }

  return smallest;
}

const built = [];
for (const [name, { budget, features: chosen }] of Object.entries(scripts)) {
  built.push({ name: `${name}.js`, budget, code: await bundle('src/script.ts', 'iife', chosen) });
}

built.push({ name: 'npm/index.js', budget: module.budget, code: await bundle('src/index.ts', 'esm', module.features) });
built.push({ name: 'npm/react.js', budget: 700, code: await bundle('react/index.tsx', 'esm', module.features, ['react', 'react/jsx-runtime', '@analytics/tracker']) });

let over = false;
for (const file of built) {
  const budget = Number(values.budget ?? file.budget);
  file.brotli = brotliCompressSync(file.code);
  file.gzip = gzipSync(file.code, { level: 9 });
  console.log(`tracker/dist/${file.name}: ${file.code.length} B raw, ${file.gzip.length} B gzip, ${file.brotli.length} B Brotli of ${budget}`);
  if (file.brotli.length > budget) {
    console.error(`tracker/dist/${file.name} must stay within ${budget} B of Brotli.`);
    over = true;
  }
}

if (over) {
  process.exit(1); // what was built last stays
}

await mkdir(path('dist/npm'), { recursive: true });
for (const { name, code, brotli, gzip } of built) {
  await writeFile(path('dist/' + name), code);
  await writeFile(path(`dist/${name}.br`), brotli);
  await writeFile(path(`dist/${name}.gz`), gzip);
}
