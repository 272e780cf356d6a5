import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

test('a pageview travels in Plausible\'s form with our own fields beside it', () => {
  const [{ to, id, ...event }] = new Browser({ referrer: 'https://search.example/' }).load().sent;
  assert.deepEqual(event, {
    n: 'pageview', u: 'https://example.com/a?b=1#c', d: 'example.com', r: 'https://search.example/',
    a: 0, h: 0, w: 1920, sh: 1080, tz: zone,
  });
});

test('a direct visit has no referrer', () => {
  assert.equal(new Browser().load().sent[0].r, '');
});

test('every event has an id of its own, of characters that a key may hold', () => {
  const browser = new Browser().load();
  for (let i = 0; i < 2000; i++) {
    browser.window.plausible('e');
  }

  const ids = browser.sent.map(event => event.id);
  assert.equal(new Set(ids).size, 2001);
  assert.deepEqual(ids.filter(id => !/^[A-Za-z0-9_.-]{1,64}$/.test(id)), []);
});

test('a custom event carries its properties, its money and whether it is interactive', () => {
  const browser = new Browser().load();
  browser.window.plausible('Signup', { props: { plan: 'pro' }, revenue: { currency: 'EUR', amount: '9.90' }, interactive: false });
  const { n, p, $, i, u } = browser.sent[1];
  assert.deepEqual({ n, p, $, i, u }, {
    n: 'Signup', p: { plan: 'pro' }, $: { currency: 'EUR', amount: '9.90' }, i: false, u: 'https://example.com/a?b=1#c',
  });
});

test('what a custom event does not say is not sent', () => {
  const browser = new Browser().load();
  browser.window.plausible('Signup');
  for (const field of ['p', '$', 'i']) {
    assert.equal(field in browser.sent[1], false, field);
  }
});

test('an event may name another page, by either name', () => {
  const browser = new Browser().load();
  browser.window.plausible('Signup', { url: 'https://example.com/by-url' });
  browser.window.plausible('Signup', { u: 'https://example.com/by-u' });
  assert.deepEqual(browser.sent.slice(1).map(event => event.u), ['https://example.com/by-url', 'https://example.com/by-u']);
});

test('null is no options', () => {
  const browser = new Browser().load();
  browser.window.plausible('Signup', null);
  assert.deepEqual(browser.names, ['pageview', 'Signup']);
});
