import { gzipSync } from 'node:zlib';

/**
 * Prints what a first visit downloads and fails the build when it is more than allowed.
 * @param {{ gzip: number }} limit Bytes of all files together, each compressed alone.
 * @returns {import('vite').Plugin}
 */
export function budget(limit) {
  return {
    name: 'size-budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      let total = 0;
      for (const file of Object.values(bundle)) {
        const size = gzipSync(file.type === 'chunk' ? file.code : file.source).length;
        total += size;
        console.log(`  ${size.toLocaleString('en').padStart(7)} B gzip  ${file.fileName}`);
      }
      console.log(`  ${total.toLocaleString('en').padStart(7)} B gzip  in all, of ${limit.gzip.toLocaleString('en')}`);
      if (total > limit.gzip) throw new Error(`The dashboard is ${total - limit.gzip} bytes over its budget.`);
    },
  };
}
