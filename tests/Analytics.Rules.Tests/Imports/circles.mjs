// Finds modules that import each other by any detour. Vite's parser finds every import, esbuild resolves it as it does when it builds.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { parseSync, Visitor } from 'vite';

const code = /\.[cm]?[jt]sx?$/;

/** What a module imports, as it is written there: types too, dynamic imports too, and what it exports of others. */
async function importsOf(file) {
  const { program, errors } = parseSync(file, await readFile(file, 'utf8'));
  if (errors.length > 0) {
    throw new Error(`${file}: ${errors[0].message}`);
  }

  const found = [];
  const add = ({ source }) => source?.type == 'Literal' && found.push(source.value);
  new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
  }).visit(program);
  return found;
}

/**
 * Which of the files a file imports, by their paths from the root. Packages and what is built are left out; an import that leads to
 * no file fails.
 * @param {string} root
 * @param {string[]} files paths from the root
 * @returns {Promise<Map<string, string[]>>}
 */
export async function graphOf(root, files) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: files.map(file => './' + file),
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'nowhere',
    format: 'esm',
    packages: 'external',
    external: ['../dist/*'], // what is built
    ignoreAnnotations: true, // a module without side effects is imported, too
    loader: { '.css': 'empty' },
    logLevel: 'silent', // what fails is thrown
    plugins: [{
      name: 'imports-alone',
      setup: ({ onLoad }) => onLoad({ filter: code }, async ({ path }) =>
        ({ contents: (await importsOf(path)).map(name => `import ${JSON.stringify(name)};`).join('\n'), loader: 'js' })),
    }],
  });
  return new Map(Object.entries(metafile.inputs).map(([file, { imports }]) => [file, imports.filter(to => !to.external).map(to => to.path)]));
}

/**
 * The circles, each as one line `a → b → a`: for every module in a circle a shortest one, unless a line has it already.
 * @param {Map<string, string[]>} graph
 * @returns {string[]}
 */
export function circlesOf(graph) {
  const named = new Set();
  const circles = [];
  for (const start of [...graph.keys()].sort()) {
    const circle = named.has(start) ? undefined : wayBack(graph, start);
    if (circle) {
      circle.forEach(file => named.add(file));
      circles.push(circle.join(' → '));
    }
  }

  return circles;
}

/** A shortest way from a module to itself. */
function wayBack(graph, start) {
  const ways = [[start]];
  const seen = new Set();
  for (const way of ways) { // grows while it is read
    for (const next of graph.get(way.at(-1)) ?? []) {
      if (next == start) {
        return [...way, next];
      }

      if (!seen.has(next)) {
        seen.add(next);
        ways.push([...way, next]);
      }
    }
  }

  return undefined;
}
