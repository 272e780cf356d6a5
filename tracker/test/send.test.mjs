import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const answerTo = (browser, name) => new Promise(callback => browser.window.plausible(name, { callback }));

test('an event leaves as a beacon', () => {
  assert.deepEqual(new Browser().load().sent.map(event => event.by), ['beacon']);
});

for (const [what, beacon] of [['refuses the beacon', false], ['has no beacon', null]]) {
  test(`a browser that ${what} sends the event once, by a request that outlives the page and carries no cookies`, () => {
    const browser = new Browser({ beacon }).load();
    assert.deepEqual(browser.sent.map(event => [event.by, event.n]), [['fetch', 'pageview']]);
    assert.deepEqual(browser.requests, [{ method: 'POST', keepalive: true, credentials: 'omit' }]); // a string travels as text/plain
  });
}

test('who asks for the answer is told its status', async () => {
  const browser = new Browser().load();
  assert.equal((await answerTo(browser, 'Signup')).status, 202);
  assert.deepEqual(browser.sent.map(event => event.by), ['beacon', 'fetch']);
});

test('who asks for the answer is told of a request that failed', async () => {
  const error = new TypeError('offline');
  assert.equal((await answerTo(new Browser({ fetched: error }).load(), 'Signup')).error, error);
});

test('who asks for the answer is told nothing of an event that was ignored', async () => {
  assert.equal(await answerTo(new Browser({ url: 'http://localhost/' }).load(), 'Signup'), undefined);
});

test('a request that fails and that nobody asked about disturbs nobody', async () => {
  new Browser({ beacon: null, fetched: new TypeError('offline') }).load();
  await new Promise(setImmediate); // an unhandled rejection would fail this file
});
