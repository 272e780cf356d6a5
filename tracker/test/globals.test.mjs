import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const pixel = settings => new Browser({ build: 'pixel', ...settings }).load();

test('track sends an event with its data', () => {
  const browser = pixel({ src: 'https://stats.example/tracker.js', data: { siteId: 'site-1' } });
  browser.window.track('button_click');
  browser.window.track('form_submitted', { formName: 'contact', fieldsCompleted: 5 });
  assert.deepEqual(browser.sent.map(({ n, d, p, to }) => [n, d, p, to]), [
    ['pageview', 'site-1', {}, 'https://stats.example/api/event'],
    ['button_click', 'site-1', {}, 'https://stats.example/api/event'],
    ['form_submitted', 'site-1', { formName: 'contact', fieldsCompleted: 5 }, 'https://stats.example/api/event'],
  ]);
});

test('a value with a currency is revenue, too', () => {
  const browser = pixel();
  browser.window.track('purchase_complete', { orderId: '12345', value: 99.99, currency: 'USD' });
  browser.window.track('rated', { value: 5 });
  assert.deepEqual(browser.sent.slice(1).map(event => event.$), [{ amount: 99.99, currency: 'USD' }, undefined]);
});

test('identify names the user; what else it is told stays on the page', () => {
  const browser = pixel();
  browser.window.identify('user_123', { email: 'user@example.com', plan: 'premium' });
  browser.window.track('a');
  assert.equal(browser.last().uid, 'user_123');
  assert.doesNotMatch(JSON.stringify(browser.sent), /user@example/);
});

test('a page may be counted by hand', () => {
  const browser = pixel({ data: { manual: '' } });
  browser.window.littlestats.trackPageView();
  assert.deepEqual(browser.names, ['pageview']);
});

test('destroyed, it hears and sends nothing any more', () => {
  const browser = pixel();
  browser.window.littlestats.destroy();
  browser.window.track('a');
  browser.window.littlestats.trackPageView();
  browser.go('/next');
  browser.hide();
  assert.deepEqual(browser.names, ['pageview']);
  assert.equal(browser.listening, 0);
  assert.equal(browser.location.pathname, '/next'); // the page's own navigation goes on
});

test('PAGE_VIEW and PATH_CHANGE are page views, PAGE_EXIT is the time spent', async () => {
  const browser = pixel({ src: 'https://stats.example/pixel.js' });
  await browser.wait(4000);
  browser.window.track('PAGE_EXIT');
  browser.window.track('PATH_CHANGE');
  browser.window.track('PAGE_VIEW');
  assert.deepEqual(browser.names, ['pageview', 'engagement', 'pageview', 'pageview']);
  assert.equal(browser.sent[1].e, 4000);
});

test('a path that changes brings the exit of the page before along', async () => {
  const browser = pixel();
  await browser.wait(4000);
  browser.go('/next');
  assert.deepEqual([browser.last().n, browser.last().b.e], ['pageview', 4000]);
});

test('a script that was served for a site knows it', () => {
  assert.equal(pixel({ src: 'https://stats.example/sites/site-1/script' }).sent[0].d, 'site-1');
});

test('destroyed, the console says so', () => {
  const browser = pixel();
  browser.window.littlestats.destroy();
  browser.window.plausible('Signup');
  assert.deepEqual(browser.warnings, ['Ignoring Event: destroyed']);
});
