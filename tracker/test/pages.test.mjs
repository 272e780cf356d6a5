import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser } from './browser.mjs';

const pages = browser => browser.sent.map(event => event.u.replace('https://example.com', ''));

test('a page counts once when it is loaded', () => {
  assert.deepEqual(new Browser().load().names, ['pageview']);
});

test('a page that opens hidden or prerendered counts when it is first seen, and once', () => {
  const browser = new Browser({ hidden: true }).load();
  assert.deepEqual(browser.names, []);
  browser.fire('visibilitychange');
  assert.deepEqual(browser.names, []);
  browser.show();
  browser.fire('visibilitychange');
  assert.deepEqual(browser.names, ['pageview']);
});

test('a page that goes elsewhere while it is hidden counts as the page that was seen', () => {
  const browser = new Browser({ hidden: true }).load();
  browser.window.history.pushState(null, '', '/elsewhere');
  browser.show();
  assert.deepEqual(pages(browser), ['/elsewhere']);
});

test('a page that changes its address in the background counts at once when it was seen before', () => {
  const browser = new Browser().load();
  browser.document.hidden = true;
  browser.window.history.pushState(null, '', '/next');
  assert.deepEqual(pages(browser), ['/a?b=1#c', '/next']);
});

test('navigation by the History API counts, forward and back', () => {
  const browser = new Browser().load();
  browser.window.history.pushState(null, '', '/next');
  browser.back('/a?b=1');
  assert.deepEqual(pages(browser), ['/a?b=1#c', '/next', '/a?b=1']);
});

test('another query is another page; another fragment or state is not', () => {
  const browser = new Browser().load();
  browser.window.history.pushState(null, '', '/a?b=1#d');
  browser.window.history.pushState({ scroll: 5 }, '', '/a?b=1');
  browser.back('/a?b=1#c');
  assert.deepEqual(pages(browser), ['/a?b=1#c']);
  browser.window.history.pushState(null, '', '/a?b=2');
  assert.deepEqual(pages(browser), ['/a?b=1#c', '/a?b=2']);
});

test('the page\'s own navigation goes on as before', () => {
  const browser = new Browser().load();
  browser.window.history.pushState({ k: 1 }, 'title', '/next');
  assert.deepEqual(browser.window.history.pushed, [[{ k: 1 }, 'title', '/next']]);
  assert.equal(browser.location.pathname, '/next');
});

test('a page that comes back from the back/forward cache counts again; an ordinary show does not', () => {
  const browser = new Browser().load();
  browser.fire('pageshow', { persisted: false });
  assert.equal(browser.sent.length, 1);
  browser.fire('pageshow', { persisted: true });
  assert.deepEqual(pages(browser), ['/a?b=1#c', '/a?b=1#c']);
});

test('a page that comes back from the cache unseen waits until it is seen', () => {
  const browser = new Browser().load();
  browser.document.hidden = true;
  browser.fire('pageshow', { persisted: true });
  assert.equal(browser.sent.length, 1);
  browser.show();
  assert.equal(browser.sent.length, 2);
});

test('with data-manual only the page\'s own calls count', () => {
  const browser = new Browser({ data: { manual: '' } }).load();
  browser.window.history.pushState(null, '', '/next');
  assert.deepEqual(browser.names, []);
  browser.window.plausible('pageview', { u: 'https://example.com/secret-free' });
  assert.deepEqual(pages(browser), ['/secret-free']);
});

test('an address that replaces the one before is no page of its own, whatever follows', () => {
  for (const build of ['core', 'script', 'plus', 'full', 'pixel']) {
    const browser = new Browser({ build }).load();
    browser.window.history.replaceState(null, '', '/clean');
    browser.fire('pageshow', { persisted: false });
    browser.back('/clean#part');
    browser.hide();
    browser.show();
    assert.deepEqual(browser.names.filter(name => name == 'pageview'), ['pageview'], build);
  }
});

test('until a page is seen its newest address counts', () => {
  const browser = new Browser({ hidden: true }).load();
  browser.window.history.replaceState(null, '', '/clean');
  browser.show();
  assert.deepEqual(pages(browser), ['/clean']);
});

test('nothing that the tracker meets is thrown at the page: no body yet, no request to be had', async () => {
  for (const build of ['core', 'script', 'plus', 'full', 'pixel']) {
    const browser = new Browser({ build }).load();
    browser.document.body = null;
    browser.window.history.pushState(null, '', '/next');
    browser.window.fetch = () => { throw new TypeError('refused'); };
    browser.window.history.pushState(null, '', '/last');
    browser.window.plausible('Signup');
    await new Promise(setImmediate); // an unhandled rejection would fail this file
    assert.deepEqual(pages(browser), ['/a?b=1#c', '/next'], build);
  }
});
