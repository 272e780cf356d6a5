import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const reports = browser => browser.sent.filter(event => event.n == 'engagement').map(({ u, e, sd }) => [u.replace('https://example.com', ''), e, sd]);
const page = '/a?b=1#c';

test('the time spent and the depth of the page are sent when it is hidden', async () => {
  const browser = new Browser().load();
  await browser.wait(5000);
  browser.scroll(1000);
  browser.scroll(0);
  browser.hide();
  assert.deepEqual(reports(browser), [[page, 5000, 50]]);
});

test('hidden, left and frozen at once is told once', async () => {
  const browser = new Browser().load();
  await browser.wait(5000);
  browser.focused = false;
  browser.fire('blur');
  browser.hide();
  browser.fire('pagehide');
  browser.fire('freeze');
  assert.deepEqual(reports(browser), [[page, 5000, 25]]);
});

test('a short look at a page is worth its depth once, and its time only when it has grown to three seconds', async () => {
  const browser = new Browser().load();
  for (let i = 0; i < 3; i++) {
    await browser.wait(1200);
    browser.hide();
    browser.show();
  }

  assert.deepEqual(reports(browser), [[page, 1200, 25]]);
  await browser.wait(600);
  browser.hide();
  assert.deepEqual(reports(browser), [[page, 1200, 25], [page, 3000, 25]]);
});

test('a deeper scroll is worth a report however short the time was', async () => {
  const browser = new Browser().load();
  browser.hide();
  browser.show();
  browser.scroll(500);
  browser.scroll(3000);
  browser.hide();
  assert.deepEqual(reports(browser), [[page, 0, 25], [page, 0, 100]]);
});

test('the reports of a page add up to the time that it was visible and in focus', async () => {
  const browser = new Browser().load();
  await browser.wait(4000);
  browser.hide();
  await browser.wait(100_000); // in another tab
  browser.show();
  await browser.wait(5000);
  browser.focused = false;
  browser.fire('blur');
  await browser.wait(100_000); // in another window
  browser.focused = true;
  browser.fire('focus');
  await browser.wait(6000);
  browser.hide();
  assert.deepEqual(reports(browser).map(report => report[1]), [4000, 5000, 6000]);
});

test('a field of the page that loses the focus ends nothing', async () => {
  const browser = new Browser().load();
  await browser.wait(5000);
  browser.fire('blur');
  assert.deepEqual(reports(browser), []);
});

test('time on a page that opens without the focus counts from its first focus', async () => {
  const browser = new Browser();
  browser.focused = false;
  browser.load();
  await browser.wait(10_000);
  browser.focused = true;
  browser.fire('focus');
  await browser.wait(3000);
  browser.hide();
  assert.deepEqual(reports(browser), [[page, 3000, 25]]);
});

test('a navigation brings the engagement of the page before along, in the same request', async () => {
  const browser = new Browser().load();
  await browser.wait(3500);
  browser.scroll(2000);
  browser.go('/next');
  assert.deepEqual(browser.names, ['pageview', 'pageview']);
  const { u, e, sd, b, $ } = browser.sent[1].b;
  assert.deepEqual({ u, e, sd, b, $ }, { u: 'https://example.com/a?b=1#c', e: 3500, sd: 75, b: null, $: null });
});

test('what a navigation told is not told again, and the next page begins at nothing', async () => {
  const browser = new Browser().load();
  await browser.wait(3500);
  browser.scroll(3000);
  browser.go('/next');
  browser.scroll(0);
  await browser.wait(4000);
  browser.hide();
  assert.deepEqual(reports(browser), [['/next', 4000, 25]]);
});

test('the first page brings nothing along', () => {
  assert.equal('b' in new Browser().load().sent[0], false);
});

test('a page that was reported when it was hidden has nothing left for the navigation after it', async () => {
  const browser = new Browser().load();
  await browser.wait(3500);
  browser.hide();
  browser.go('/next');
  assert.equal('b' in browser.last(), false);
});

test('a page that came back from the cache counts its own time', async () => {
  const browser = new Browser().load();
  await browser.wait(5000);
  browser.hide();
  browser.fire('pagehide');
  await browser.wait(60_000);
  browser.document.hidden = false;
  browser.fire('pageshow', { persisted: true });
  browser.fire('visibilitychange');
  await browser.wait(4000);
  browser.hide();
  assert.deepEqual(reports(browser), [[page, 5000, 25], [page, 4000, 25]]);
});

test('a report that failed is sent again, the same one', async () => {
  const browser = new Browser({ answers: [202, new TypeError('offline'), 202] }).load();
  await browser.wait(5000);
  browser.hide();
  await browser.wait(1000);
  assert.deepEqual(reports(browser), [[page, 5000, 25], [page, 5000, 25]]);
  assert.equal(browser.sent[1].id, browser.sent[2].id);
});

test('time on a page that does not count is not told; time on the page before it is', async () => {
  const browser = new Browser({ build: 'plus', data: { exclude: '/admin/**' } }).load();
  await browser.wait(5000);
  browser.go('/admin/users');
  assert.deepEqual(reports(browser), [[page, 5000, 25]]);
  await browser.wait(5000);
  browser.hide();
  browser.show();
  browser.go('/after');
  assert.deepEqual(browser.names, ['pageview', 'engagement', 'pageview']);
  assert.equal('b' in browser.last(), false);
});

test('a page view\'s money is not the money of its engagement', async () => {
  const browser = new Browser().load();
  browser.window.plausible('pageview', { revenue: { currency: 'EUR', amount: 5 } });
  await browser.wait(5000);
  browser.hide();
  assert.equal(browser.last().$, null);
});

test('nobody who is left out is reported', async () => {
  const browser = new Browser({ ignoreFlag: 'true' }).load();
  await browser.wait(5000);
  browser.hide();
  assert.deepEqual(browser.sent, []);
});

test('a page that counts its pages by hand has its engagement told, too, under the address that it gave', async () => {
  const browser = new Browser({ data: { manual: '' } }).load();
  await browser.wait(5000);
  browser.hide();
  browser.show();
  assert.deepEqual(browser.sent, []);
  browser.window.plausible('pageview', { u: 'https://example.com/virtual', props: { plan: 'pro' } });
  await browser.wait(4000);
  browser.hide();
  assert.deepEqual(reports(browser), [['/virtual', 4000, 25]]);
  assert.deepEqual(browser.last().p, { plan: 'pro' });
});

test('a page whose body is lower than its content is as high as the document', () => {
  const browser = new Browser().load();
  browser.document.body.scrollHeight = 1000;
  browser.hide();
  assert.deepEqual(reports(browser), [[page, 0, 25]]);
});

test('a page that is shorter than the window was seen to its end, and no further', () => {
  const browser = new Browser().load();
  browser.document.body.scrollHeight = browser.document.documentElement.scrollHeight = 300;
  browser.hide();
  assert.deepEqual(reports(browser), [[page, 0, 100]]);
});
