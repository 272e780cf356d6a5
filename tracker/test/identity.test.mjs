import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser as Any } from './browser.mjs';

/** The build that knows who somebody is. */
class Browser extends Any {
  constructor(settings) {
    super({ build: 'plus', ...settings });
  }
}

const said = ({ n, uid, c }) => [n, uid, c];

test('nobody is named and nothing is said about consent by itself', () => {
  assert.deepEqual(new Browser().load().sent.map(said), [['pageview', undefined, undefined]]);
});

test('who was named is named with every later event', () => {
  const browser = new Browser().load();
  browser.window.analytics.identify('u-17');
  browser.window.plausible('Signup');
  browser.go('/next');
  assert.deepEqual(browser.sent.map(said), [['pageview', undefined, undefined], ['Signup', 'u-17', undefined], ['pageview', 'u-17', undefined]]);
});

test('a number is an id; nothing is nobody', () => {
  const browser = new Browser().load();
  const { identify } = browser.window.analytics;
  identify(0);
  browser.window.plausible('a');
  identify(null);
  browser.window.plausible('b');
  assert.deepEqual(browser.sent.slice(1).map(said), [['a', '0', undefined], ['b', undefined, undefined]]);
});

test('the tag may name the user', () => {
  assert.deepEqual(new Browser({ data: { userId: 'u-17' } }).load().sent.map(said), [['pageview', 'u-17', undefined]]);
});

test('what a person answered goes with every later event; who refused is not named', () => {
  const browser = new Browser({ data: { userId: 'u-17' } }).load();
  browser.window.analytics.consent(false);
  browser.window.plausible('a');
  browser.window.analytics.consent(true);
  browser.window.plausible('b');
  assert.deepEqual(browser.sent.slice(1).map(said), [['a', undefined, 0], ['b', 'u-17', 1]]);
});

test('traits stay on the page, and the console says so; the id is kept', () => {
  const browser = new Browser({ build: 'plus' }).load();
  browser.window.analytics.identify('u-17', { plan: 'pro' });
  browser.window.plausible('Signup');
  assert.deepEqual(browser.warnings, ['Ignoring Traits: send them from your server']);
  assert.equal(browser.last().uid, 'u-17');
});
