// The rule: no module of the tracker and of the dashboard imports itself by any detour.
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { circlesOf, graphOf } from './circles.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Modules below a folder of the repository, but for what is built. */
const modules = folder => readdirSync(join(root, folder), { recursive: true })
  .map(path => `${folder}/${path.replaceAll('\\', '/')}`)
  .filter(path => /\.[cm]?[jt]sx?$/.test(path) && !path.split('/').some(part => part == 'dist' || part == 'node_modules'));

/** @type {(texts: Record<string, string>) => Promise<string[]>} the circles among planted files */
async function circlesAmong(texts) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'circles-')));
  try {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }

    return circlesOf(await graphOf(folder, Object.keys(texts).filter(name => !name.endsWith('.json'))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const folder of ['tracker/src', 'tracker/react', 'tracker/umami', 'tracker/goatcounter', 'tracker/opt-out', 'dashboard/src']) {
  test(`modules of ${folder} are looked at`, () => assert.notEqual(modules(folder).length, 0));
}

test('no modules of the tracker and the dashboard import each other by any detour', async () => {
  const graph = await graphOf(root, [...modules('tracker'), ...modules('dashboard/src')]);

  assert.deepEqual(graph.get('tracker/react/index.tsx'), ['tracker/src/index.ts'], 'a package of our own is one of our files');
  assert.deepEqual(circlesOf(graph), []);
});

for (const [kind, closing] of Object.entries({
  'an import': "import { a } from './a.js';",
  'an import for its effects': "import './a.js';",
  'an import of types': "import type { A } from './a.js';",
  'an import of a type by name': "import { type A } from './a.js';",
  'a type that names its module': "export type B = import('./a.js').A;",
  'a dynamic import': "export const b = () => import('./a.js');",
  'an export of another module': "export * from './a.js';",
  'an export of names of another module': "export { a } from './a.js';",
  'an export of types of another module': "export type { A } from './a.js';",
})) {
  test(`${kind} closes a circle`, async () => {
    const texts = { 'a.ts': "import { b } from './deep/b.js'; export const a = b; export type A = 1;", 'deep/b.ts': closing.replace('./a.js', '../a.js') };

    assert.deepEqual(await circlesAmong(texts), ['a.ts → deep/b.ts → a.ts']);
  });
}

test('a circle is told by all of its modules, and those around it are not', async () => {
  const circles = await circlesAmong({
    'start.tsx': "import './a.js'; import './lone.mjs'; import 'react'; export const start = <p>{1}</p>;",
    'a.ts': "import './b.js';",
    'b.ts': "import './c.js'; import './end.js';",
    'c.ts': "import './a.js';",
    'end.ts': '// imports nothing',
    'lone.mjs': "import './lone.mjs'; // './start.js'",
  });

  assert.deepEqual(circles, ['a.ts → b.ts → c.ts → a.ts', 'lone.mjs → lone.mjs']);
});

test('every module in a circle is told, also where circles share one', async () => {
  const circles = await circlesAmong({ 'a.ts': "import './b.js'; import './c.js';", 'b.ts': "import './a.js';", 'c.ts': "import './a.js';" });

  assert.deepEqual(circles, ['a.ts → b.ts → a.ts', 'c.ts → a.ts → c.ts']);
});

test('an import that leads nowhere fails', () => assert.rejects(circlesAmong({ 'a.ts': "import type { B } from './b.js';" }), /Could not resolve "\.\/b\.js"/));
