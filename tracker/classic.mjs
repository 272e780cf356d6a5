// Builds one classic script of another product's name: minified, inside a budget of bytes of Brotli at its highest quality.
import { build } from 'esbuild';
import { minify } from 'terser';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

/**
 * @param {URL} source
 * @param {string} name of the file in tracker/dist
 * @param {number} budget
 */
export async function buildClassic(source, name, budget) {
  const bundle = await build({ entryPoints: [fileURLToPath(source)], bundle: true, format: 'iife', minify: true, target: 'es2017', write: false });
  const { code } = await minify(bundle.outputFiles[0].text, { ecma: 2017, compress: { passes: 3, unsafe_arrows: true, pure_getters: true } });
  const size = brotliCompressSync(code).length;
  console.log(`tracker/dist/${name}: ${code.length} B raw, ${size} B Brotli of ${budget}`);
  if (size >= budget) {
    console.error(`${name} must stay under ${budget} B of Brotli.`);
    process.exit(1);
  }

  const folder = new URL('./dist/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(name, folder), code);
}
