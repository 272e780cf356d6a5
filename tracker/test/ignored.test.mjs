import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const isSent = settings => new Browser(settings).load().sent.length == 1;
const saysWhy = settings => new Browser({ build: 'plus', ...settings }).load().warnings;

for (const url of ['http://localhost/', 'http://localhost:8080/a', 'http://127.0.0.1/', 'http://127.1.2.3:5080/', 'http://[::1]/', 'file:///a.html']) {
  test(`${url} is the owner's own machine and does not count, unless data-local says so`, () => {
    assert.equal(isSent({ url }), false);
    assert.equal(isSent({ url, data: { local: '' } }), true);
    assert.equal(isSent({ build: 'plus', url, src: 'https://stats.example/js/script.hash.local.js' }), true);
  });
}

for (const url of ['https://localhost.example/', 'https://127.example/', 'https://my-localhost/']) {
  test(`${url} only looks like it and counts`, () => assert.equal(isSent({ url }), true));
}

test('a script served by a host whose name holds a feature\'s name has not got the feature', () => {
  assert.equal(isSent({ build: 'plus', url: 'http://localhost/', src: 'https://nas.local.example/js/script.js' }), false);
});

for (const settings of [{ webdriver: true }, { global: { Cypress: {} } }]) {
  test(`a browser that a program drives does not count unless it asks to: ${JSON.stringify(settings)}`, () => {
    assert.equal(isSent(settings), false);
    assert.equal(isSent({ ...settings, global: { ...settings.global, __plausible: true } }), true);
  });
}

test('who set the flag in their browser is not counted', () => {
  assert.equal(isSent({ ignoreFlag: 'true' }), false);
  assert.equal(isSent({ ignoreFlag: 'false' }), true);
});

test('a frame that may not read storage counts', () => {
  assert.equal(isSent({ ignoreFlag: new Error('SecurityError') }), true);
});

test('the console says why an event was ignored, from plus.js on', () => {
  assert.deepEqual(saysWhy({ url: 'http://localhost/' }), ['Ignoring Event: localhost']);
  assert.deepEqual(saysWhy({ webdriver: true }), ['Ignoring Event: automation']);
  assert.deepEqual(saysWhy({ ignoreFlag: 'true' }), ['Ignoring Event: localStorage flag']);
  assert.deepEqual(saysWhy({ data: { exclude: '/a' } }), ['Ignoring Event: exclusion rule']);
});
