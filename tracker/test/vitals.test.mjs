import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const full = settings => new Browser({ build: 'full', src: 'https://stats.example/js/full.js', ...settings }).load();
const vitals = browser => browser.sent.filter(event => event.n == 'web_vitals');

const entries = {
  paint: [{ name: 'first-paint', startTime: 500 }, { name: 'first-contentful-paint', startTime: 812.4 }],
  'largest-contentful-paint': [{ startTime: 900 }, { startTime: 1480.6 }],
  'layout-shift': [
    { startTime: 100, value: 0.1, hadRecentInput: false },
    { startTime: 900, value: 0.05, hadRecentInput: false },
    { startTime: 950, value: 0.9, hadRecentInput: true },
    { startTime: 3000, value: 0.12, hadRecentInput: false },
  ],
  event: [{ interactionId: 7, duration: 40 }, { interactionId: 7, duration: 96 }, { interactionId: 0, duration: 900 }, { interactionId: 14, duration: 56 }],
};

test('Web Vitals are told once, when the page is first hidden, and make no visit more than a bounce', () => {
  const browser = full({ entries, navigation: { responseStart: 123.4, activationStart: 0 } });
  assert.deepEqual(vitals(browser), []);
  browser.hide();
  browser.show();
  browser.hide();
  browser.fire('pagehide');
  assert.deepEqual(vitals(browser).map(({ p, i }) => [p, i]), [[{ FCP: 812, LCP: 1481, TTFB: 123, CLS: 0.15, INP: 96 }, false]]);
});

test('they belong to the page that was loaded', () => {
  const browser = full({ entries });
  browser.go('/next');
  browser.hide();
  assert.equal(vitals(browser)[0].u, 'https://example.com/a?b=1#c');
});

test('a page that was prerendered begins when it is shown', () => {
  const browser = full({ entries, navigation: { responseStart: 20, activationStart: 800 } });
  browser.hide();
  const { FCP, LCP, TTFB } = vitals(browser)[0].p;
  assert.deepEqual({ FCP, LCP, TTFB }, { FCP: 12, LCP: 681, TTFB: 0 });
});

test('a page that was opened in the background has none', () => {
  const browser = full({ entries, hidden: true });
  browser.show();
  browser.hide();
  assert.deepEqual(vitals(browser), []);
});

test('a site that wants none says so', () => {
  const browser = full({ entries, data: { vitals: 'false' } });
  browser.hide();
  assert.deepEqual(vitals(browser), []);
});

test('what a browser does not measure is left out', () => {
  const browser = full();
  browser.hide();
  assert.deepEqual(Object.keys(vitals(browser)[0].p), ['CLS']);
});

test('of many reactions one in fifty is left out', () => {
  const event = Array.from({ length: 120 }, (_, i) => ({ interactionId: 7 * (i + 1), duration: 1000 - i }));
  const browser = new Browser({ build: 'full', entries: { event } });
  browser.window.performance.interactionCount = 120;
  browser.load();
  browser.hide();
  assert.equal(vitals(browser)[0].p.INP, 998);
});

test('they and errors say which release of the page they are of, where the tag does', () => {
  const browser = full({ entries, data: { release: '2026.11.3' } });
  browser.fire('error', { message: 'x is null' });
  browser.hide();
  assert.deepEqual(browser.sent.filter(event => ['error', 'web_vitals'].includes(event.n)).map(event => [event.n, event.p.release]), [['error', '2026.11.3'], ['web_vitals', '2026.11.3']]);
});
