import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const at = name => new URL('../' + name, import.meta.url);
const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));

test('on a server the module does nothing, and does not break', async () => {
  const { consent, destroy, identify, init, track, trackPages } = await import('../dist/npm/index.js');
  init({ endpoint: 'https://stats.example/api/event' });
  track('Signup', { props: { plan: 'pro' } });
  identify('u-17');
  consent(true);
  trackPages();
  destroy();
});

test('the package has the version of the product', () => {
  const [, version] = /<Version>(.*)<\/Version>/.exec(readFileSync(at('../Directory.Build.props'), 'utf8'));
  assert.equal(manifest.version, version);
});

test('whatever the package promises is in it, types too, and nothing that a page would not need', () => {
  const promised = Object.values(manifest.exports).flatMap(Object.values);
  assert.deepEqual(promised.filter(name => !existsSync(at(name))), []);
  assert.deepEqual(Object.keys(manifest.dependencies ?? {}), []);
  assert.equal(manifest.peerDependenciesMeta.react.optional, true);
});
