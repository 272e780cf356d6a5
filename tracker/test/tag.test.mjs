import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const first = settings => new Browser(settings).load().sent[0];

test('events go to the host that the script came from', () => {
  assert.equal(first({ src: 'https://stats.example:8443/js/script.js?v=1' }).to, 'https://stats.example:8443/api/event');
});

test('data-api names another place, as it is written', () => {
  assert.equal(first({ data: { api: '/x/event' } }).to, '/x/event');
});

test('the site is the page\'s host name unless data-domain says otherwise', () => {
  assert.equal(first({}).d, 'example.com');
  assert.equal(first({ data: { domain: 'a.com,rollup.com' } }).d, 'a.com,rollup.com');
});
