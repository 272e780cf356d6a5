import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const path = name => fileURLToPath(new URL(name, import.meta.url));
const build = (...args) => spawnSync(process.execPath, [path('../build.mjs'), ...args], { encoding: 'utf8' });

test('a build over its budget fails, says so and leaves the last script in place', () => {
  const { status, stdout, stderr } = build('--budget', '100');
  assert.equal(status, 1);
  assert.match(stderr, /under 100 B/);
  assert.match(stdout, /\d+ B raw, \d+ B gzip, \d+ B Brotli/);
});

test('the README states the size that is built', () => {
  const script = readFileSync(path('../dist/script.js'));
  const built = [script.length, gzipSync(script, { level: 9 }).length, brotliCompressSync(script).length];
  const row = readFileSync(path('../README.md'), 'utf8').split('\n').find(line => line.startsWith('| **this script**'));
  const stated = row.match(/\d[\d,]*/g).slice(0, 3).map(text => Number(text.replace(',', '')));
  stated.forEach((size, i) => assert.ok(Math.abs(size - built[i]) <= 5, `stated ${stated}, built ${built}`)); // compressors differ by a byte or two
});
