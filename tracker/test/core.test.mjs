import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const core = settings => new Browser({ build: 'core', src: 'https://stats.example/js/core.js', ...settings });

test('the smallest build counts pages, navigations and events', () => {
  const browser = core();
  browser.run('window.plausible = function () { (window.plausible.q = window.plausible.q || []).push(arguments) }; plausible("Early")');
  browser.load();
  browser.go('/next');
  browser.back('/a?b=1');
  browser.window.plausible('Signup', { props: { plan: 'pro' } });
  assert.deepEqual(browser.names, ['pageview', 'Early', 'pageview', 'pageview', 'Signup']);
  assert.deepEqual(browser.pages, ['/a?b=1#c', '/a?b=1#c', '/next', '/a?b=1', '/a?b=1']);
  assert.deepEqual(browser.last().p, { plan: 'pro' });
  assert.equal(new Set(browser.sent.map(event => event.id)).size, 5);
});

test('the smallest build waits until a page is seen, and counts it again when it comes back from the cache', () => {
  const browser = core({ hidden: true }).load();
  assert.deepEqual(browser.names, []);
  browser.show();
  browser.fire('pageshow', { persisted: true });
  assert.deepEqual(browser.names, ['pageview', 'pageview']);
});

test('the smallest build sends for its site to its place', () => {
  assert.deepEqual(core({ data: { domain: 'a.example,b.example', api: '/e' } }).load().sent.map(({ d, to }) => [d, to]), [['a.example,b.example', '/e']]);
});

test('the smallest build leaves out who asked for it', () => {
  assert.deepEqual(core({ ignoreFlag: 'true' }).load().sent, []);
});
