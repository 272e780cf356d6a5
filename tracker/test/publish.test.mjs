import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInContext } from 'node:vm';
import { Browser } from './browser.mjs';

const stub = 'window.plausible = window.plausible || function () { (window.plausible.q = window.plausible.q || []).push(arguments) };';

test('calls made before the script arrived are sent when it arrives, after the page itself, in their order', () => {
  const browser = new Browser();
  runInContext(`${stub} plausible('First', { props: { a: 1 } }); plausible('Second');`, browser.window);
  browser.load();
  assert.deepEqual(browser.names, ['pageview', 'First', 'Second']);
  assert.deepEqual(browser.sent[1].p, { a: 1 });
});

test('a stub that was never called is replaced', () => {
  const browser = new Browser();
  runInContext(stub, browser.window);
  browser.load().window.plausible('Signup');
  assert.deepEqual(browser.names, ['pageview', 'Signup']);
});

test('the same function is called analytics, unless somebody else is, from plus.js on', () => {
  const browser = new Browser({ build: 'plus' }).load();
  browser.window.analytics('Signup');
  assert.deepEqual(browser.names, ['pageview', 'Signup']);

  const segment = { track() {} };
  assert.equal(new Browser({ build: 'plus', global: { analytics: segment } }).load().window.analytics, segment);
});

for (const build of ['core', 'script', 'plus', 'full', 'pixel']) {
  test(`${build}.js run twice, by the same tag or by another for the same site, counts once and goes on counting`, () => {
    const browser = new Browser({ build }).load().load();
    browser.tag.outerHTML = '<script async>';
    browser.load();
    browser.window.history.pushState(null, '', '/next');
    browser.window.plausible('Signup');
    assert.deepEqual(browser.names, ['pageview', 'pageview', 'Signup']);
  });
}

test('a second script of another build leaves the page to the first', () => {
  const browser = new Browser({ build: 'core' }).load();
  browser.build = 'plus';
  browser.load();
  assert.deepEqual(browser.names, ['pageview']);
});

test('a tag for another site runs beside the first', () => {
  const browser = new Browser({ build: 'plus' }).load();
  browser.tag.dataset.domain = 'rollup.example';
  browser.tag.outerHTML = '<script data-domain="rollup.example">';
  browser.load();
  assert.deepEqual(browser.sent.map(event => event.d), ['example.com', 'rollup.example']);
});

test('no other name is left on the page', () => {
  const before = new Browser();
  const names = new Set(Object.keys(before.window));
  assert.deepEqual(Object.keys(before.load().window).filter(name => !names.has(name)), ['plausible']);
});
