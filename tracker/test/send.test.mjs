import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const offline = new TypeError('offline');
const answerTo = (browser, name) => new Promise(callback => browser.window.plausible(name, { callback }));
const only = settings => new Browser({ data: { manual: '' }, ...settings }).load();

test('an event leaves by a request that outlives the page; from plus.js on, one without cookies even to the page\'s own host', () => {
  const { requests } = new Browser({ build: 'plus' }).load();
  assert.deepEqual(requests, [{ method: 'POST', keepalive: true, credentials: 'omit' }]);
  const browser = new Browser().load();
  assert.deepEqual(browser.requests, [{ method: 'POST', keepalive: true }]); // a string travels as text/plain
});

test('who asks for the answer is told its status', async () => {
  assert.equal((await answerTo(only(), 'Signup')).status, 202);
});

test('a caller that asks for the answer gets the failure of a request once, though it is sent again', async () => {
  const browser = only({ answers: [offline, 202] });
  const told = [];
  browser.window.plausible('Signup', { callback: result => told.push(result) });
  await browser.wait(30_000);
  assert.deepEqual(told.map(result => result.error), [offline]);
  assert.equal(browser.sent.length, 2);
});

test('who asks for the answer is told nothing of an event that was ignored', async () => {
  assert.equal(await answerTo(new Browser({ url: 'http://localhost/' }).load(), 'Signup'), undefined);
});

for (const failure of [offline, 429, 500, 503]) {
  test(`after ${failure} the same event goes again after 1, 4 and 16 seconds, each time with its age`, async () => {
    const browser = only({ answers: failure });
    browser.window.plausible('Signup');
    await browser.wait(60_000);
    assert.deepEqual(browser.sent.map(event => event.a), [0, 1000, 5000, 21_000]);
    assert.equal(new Set(browser.sent.map(event => event.id)).size, 1);
  });
}

for (const status of [202, 400, 404, 428]) {
  test(`an answer ${status} is the last word`, async () => {
    const browser = only({ answers: status });
    browser.window.plausible('Signup');
    await browser.wait(60_000);
    assert.equal(browser.sent.length, 1);
  });
}

test('an event that arrived at the second attempt is not sent a third time', async () => {
  const browser = only({ answers: [offline, 202] });
  browser.window.plausible('Signup');
  await browser.wait(60_000);
  browser.fire('online');
  assert.equal(browser.sent.length, 2);
});

test('what failed three times goes whenever the browser is online again, until it has arrived, from plus.js on', async () => {
  const browser = only({ build: 'plus', answers: offline });
  browser.window.plausible('Signup');
  await browser.wait(3_600_000);
  assert.equal(browser.sent.length, 4);
  browser.fire('online');
  await browser.wait(60_000);
  browser.answers = 202;
  browser.fire('online');
  await browser.wait(0);
  browser.fire('online');
  assert.deepEqual(browser.sent.slice(4).map(event => event.a), [3_600_000, 3_660_000]);
});

test('twenty wait at most, and another where one has left', async () => {
  const browser = only({ build: 'plus', answers: offline });
  for (let i = 0; i < 25; i++) {
    browser.window.plausible('e' + i);
  }

  await browser.wait(60_000);
  browser.answers = 202;
  browser.sent.length = 0;
  browser.fire('online');
  await browser.wait(0);
  assert.deepEqual(browser.names, Array.from({ length: 20 }, (_, i) => 'e' + i));
  browser.answers = offline;
  browser.window.plausible('later');
  await browser.wait(60_000);
  browser.fire('online');
  assert.equal(browser.names.filter(name => name == 'later').length, 5);
});

test('a request that fails and that nobody asked about disturbs nobody', async () => {
  new Browser({ answers: offline }).load();
  await new Promise(setImmediate); // an unhandled rejection would fail this file
});
