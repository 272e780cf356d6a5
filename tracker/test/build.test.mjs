import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';

const path = name => fileURLToPath(new URL(name, import.meta.url));
const build = (...args) => spawnSync(process.execPath, [path('../build.mjs'), ...args], { encoding: 'utf8' });

test('a build over its budget fails, says so and leaves the last script in place', () => {
  const { status, stdout, stderr } = build('--budget', '100');
  assert.equal(status, 1);
  assert.match(stderr, /within 100 B/);
  assert.match(stdout, /\d+ B raw, \d+ B gzip, \d+ B Brotli/);
});

for (const name of ['core.js', 'script.js', 'plus.js', 'full.js', 'pixel.js', 'npm/index.js', 'npm/react.js']) {
  test(`the README states the size of ${name}`, () => {
    const script = readFileSync(path('../dist/' + name));
    const built = [script.length, gzipSync(script, { level: 9 }).length, brotliCompressSync(script).length];
    const row = readFileSync(path('../README.md'), 'utf8').split('\n').find(line => line.startsWith(`| **${name}**`));
    const stated = row.split('|').slice(2, 5).map(text => Number(text.replace(',', '')));
    stated.forEach((size, i) => assert.ok(Math.abs(size - built[i]) <= 5, `stated ${stated}, built ${built}`)); // compressors differ by a byte or two
  });

  test(`what is sent of ${name} was compressed when it was built`, () => {
    const script = readFileSync(path('../dist/' + name));
    assert.deepEqual(brotliDecompressSync(readFileSync(path(`../dist/${name}.br`))), script);
    assert.deepEqual(gunzipSync(readFileSync(path(`../dist/${name}.gz`))), script);
  });
}

test('a feature that a build does not hold is not in its file', () => {
  const holds = (name, text) => readFileSync(path(`../dist/${name}.js`), 'utf8').includes(text);
  assert.deepEqual(['core', 'script', 'plus', 'full', 'pixel'].filter(name => holds(name, 'engagement')), ['script', 'plus', 'full', 'pixel']);
  assert.deepEqual(['core', 'script', 'plus', 'full', 'pixel'].filter(name => holds(name, 'transformRequest')), ['plus', 'full', 'pixel']);
  assert.deepEqual(['core', 'script', 'plus', 'full', 'pixel'].filter(name => holds(name, 'layout-shift')), ['full']);
  assert.deepEqual(['core', 'script', 'plus', 'full', 'pixel'].filter(name => holds(name, 'littlestats')), ['pixel']);
});
