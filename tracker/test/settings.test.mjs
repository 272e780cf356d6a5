import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, Browser as Any, element, sent } from './browser.mjs';

/** The build that takes every setting. */
class Browser extends Any {
  constructor(settings) {
    super({ build: 'plus', ...settings });
  }
}

const newSnippet = `window.plausible=window.plausible||function(){(plausible.q=plausible.q||[]).push(arguments)},plausible.init=plausible.init||function(i){plausible.o=i||{}};`;
const outbound = at(element({ tag: 'A', href: 'https://elsewhere.example/' }));

test('the newer snippet starts with what init said before the script came', () => {
  const browser = new Browser({ src: 'https://stats.example/js/pa-abc_123.js' });
  browser.run(newSnippet + `plausible.init({ endpoint: 'https://other.example/e', customProperties: { plan: 'pro' } }); plausible('Early')`);
  browser.load();
  assert.deepEqual(browser.sent.map(({ n, to, d, p }) => [n, to, d, p]), [
    ['pageview', 'https://other.example/e', 'example.com', { plan: 'pro' }],
    ['Early', 'https://other.example/e', 'example.com', { plan: 'pro' }],
  ]);
});

test('the newer snippet waits for an init that comes after the script, and takes the first', () => {
  const browser = new Browser({ src: 'https://stats.example/js/pa-abc.js' }).load();
  assert.deepEqual(browser.sent, []);
  browser.run(newSnippet + `plausible.init({ customProperties: { n: 1 } }); plausible.init({ customProperties: { n: 2 } })`);
  assert.deepEqual(browser.sent.map(({ n, p }) => [n, p]), [['pageview', { n: 1 }]]);
});

test('the newer snippet counts links, files and forms unless init says no', () => {
  const count = options => {
    const browser = new Browser({ src: 'https://stats.example/js/pa-abc.js' }).load();
    browser.run(`plausible.init(${options})`);
    browser.fire('click', outbound);
    browser.fire('click', at(element({ tag: 'A', href: '/a.pdf' })));
    browser.fire('submit', sent(element({ tag: 'FORM' })));
    return browser.names.slice(1);
  };
  assert.deepEqual(count(''), ['Outbound Link: Click', 'File Download', 'Form: Submission']);
  assert.deepEqual(count('{ outboundLinks: false, fileDownloads: false, formSubmissions: false }'), []);
  assert.deepEqual(count('{ outboundLinks: false, fileDownloads: { fileExtensions: ["js"] } }'), ['Form: Submission']);
});

test('init may leave pages to the page, count localhost and be silent', () => {
  const manual = new Browser({ src: '/js/pa-a.js'.padStart(30, 'https://s.example/') });
  manual.run(newSnippet + 'plausible.init({ autoCapturePageviews: false })');
  assert.deepEqual(manual.load().names, []);
  const local = new Browser({ url: 'http://localhost/' });
  local.run(newSnippet + 'plausible.init({ captureOnLocalhost: true })');
  assert.deepEqual(local.load().names, ['pageview']);
  const silent = new Browser({ url: 'http://localhost/' });
  silent.run(newSnippet + 'plausible.init({ logging: false })');
  assert.deepEqual([silent.load().names, silent.warnings], [[], []]);
  assert.deepEqual(new Browser({ url: 'http://localhost/', data: { logging: 'false' } }).load().warnings, []);
});

test('what init says false to is not wanted', () => {
  const browser = new Browser({ data: { manual: '', dnt: '', 404: '' }, navigator: { doNotTrack: '1' }, navigation: { responseStatus: 404 } });
  browser.run(newSnippet + 'plausible.init({ manual: false, dnt: false, 404: false })');
  assert.deepEqual(browser.load().names, ['pageview']);
});

test('a page has the last word on what is sent', () => {
  const browser = new Browser();
  browser.run(newSnippet + `plausible.init({ transformRequest: payload => payload.n == 'Secret' ? null : { ...payload, u: payload.u.replace(/[?#].*/, '') } })`);
  const told = [];
  browser.load().window.plausible('Secret', { callback: result => told.push(result) });
  browser.window.plausible('Open');
  assert.deepEqual(browser.sent.map(({ n, u }) => [n, u]), [['pageview', 'https://example.com/a'], ['Open', 'https://example.com/a']]);
  assert.deepEqual(told, [undefined]);
});

test('where a page has the last word it sees the engagement, too, as a request of its own', async () => {
  const browser = new Browser();
  browser.run(newSnippet + `plausible.init({ transformRequest: payload => ({ ...payload, u: payload.u.replace(/[?#].*/, '') }) })`);
  browser.load();
  await browser.wait(4000);
  browser.go('/next');
  assert.deepEqual(browser.sent.map(({ n, u, b }) => [n, u, b ?? undefined]), [
    ['pageview', 'https://example.com/a', undefined], ['engagement', 'https://example.com/a', undefined], ['pageview', 'https://example.com/next', undefined],
  ]);
});

test('properties of every event may depend on its name; an event\'s own come first', () => {
  const browser = new Browser();
  browser.run(newSnippet + `plausible.init({ customProperties: name => ({ of: name, plan: 'free' }) })`);
  browser.load().window.plausible('Signup', { props: { plan: 'pro' } });
  assert.deepEqual(browser.sent.map(event => event.p), [{ of: 'pageview', plan: 'free' }, { of: 'Signup', plan: 'pro' }]);
});

test('the tag\'s event- attributes are properties of every event', () => {
  const browser = new Browser({ attributes: { defer: '', 'event-author': 'Ada', 'event-logged_in': 'yes' } }).load();
  assert.deepEqual(browser.sent[0].p, { author: 'Ada', logged_in: 'yes' });
});

test('features stand in the file\'s name or in attributes', () => {
  for (const settings of [{ src: 'https://stats.example/js/script.hash.outbound-links.js' }, { data: { hash: '', outboundLinks: '' } }]) {
    const browser = new Browser(settings).load();
    browser.fire('click', outbound);
    assert.deepEqual(browser.sent.map(({ n, h }) => [n, h]), [['pageview', 1], ['Outbound Link: Click', 1]]);
  }
});

test('where the fragment routes, another fragment is another page', () => {
  const browser = new Browser({ data: { hash: '' } }).load();
  browser.location.hash = '#/cart';
  browser.fire('popstate'); // browsers tell a new fragment twice
  browser.fire('hashchange');
  assert.deepEqual(browser.pages, ['/a?b=1#c', '/a?b=1#/cart']);
});

test('paths may be left out', () => {
  const pages = (data, ...paths) => paths.filter(path => new Browser({ url: 'https://example.com' + path, data }).load().sent.length == 1);
  const all = ['/', '/admin', '/admin/users', '/admin/users/1', '/tmp1', '/a.b', '/axb', '/blog/', '/blog/x'];
  assert.deepEqual(pages({ exclude: '/admin/**, /tmp*' }, ...all), ['/', '/admin', '/a.b', '/axb', '/blog/', '/blog/x']);
  assert.deepEqual(pages({ exclude: '/admin/*,/a.b' }, ...all), ['/', '/admin', '/admin/users/1', '/tmp1', '/axb', '/blog/', '/blog/x']);
  assert.deepEqual(pages({ include: '/blog,/blog/**' }, ...all), ['/blog/', '/blog/x']);
  assert.deepEqual(pages({ include: '/admin**', exclude: '/admin/users' }, ...all), ['/admin', '/admin/users/1']);
});

test('where the fragment routes, it is part of the path that is left out', () => {
  const url = 'https://example.com/#/admin/x';
  assert.equal(new Browser({ url, data: { hash: '', exclude: '/#/admin/**' } }).load().sent.length, 0);
  assert.equal(new Browser({ url, data: { exclude: '/#/admin/**' } }).load().sent.length, 1);
});

test('a browser that asks not to be tracked is heard where the site wants it', () => {
  for (const navigator of [{ doNotTrack: '1' }, { globalPrivacyControl: true }]) {
    assert.equal(new Browser({ navigator }).load().sent.length, 1);
    assert.deepEqual(new Browser({ navigator, data: { dnt: '' } }).load().warnings, ['Ignoring Event: do not track']);
  }

  assert.equal(new Browser({ navigator: { doNotTrack: '0' }, data: { dnt: '' } }).load().sent.length, 1);
});

test('a script that a loader runs without its tag finds its settings under the id plausible', () => {
  const browser = new Browser({ inTag: false, src: 'https://stats.example/js/script.compat.js', data: { domain: 'shop.example' } }).load();
  assert.deepEqual([browser.sent[0].d, browser.sent[0].to], ['shop.example', 'https://stats.example/api/event']);
});

test('a page that is not there is an event where it is asked for, after the page view', () => {
  const names = settings => new Browser({ navigation: { responseStatus: 404 }, ...settings }).load();
  assert.deepEqual(names({ data: { 404: '' } }).sent.map(({ n, p, i }) => [n, p, i]), [['pageview', {}, undefined], ['404', { path: '/a' }, false]]);
  assert.deepEqual(names({}).names, ['pageview']);
  assert.deepEqual(names({ data: { 404: '' }, navigation: { responseStatus: 200 } }).names, ['pageview']);
});

test('a page that is not there is told once, not of the pages after it', () => {
  const browser = new Browser({ navigation: { responseStatus: 404 }, src: 'https://stats.example/js/script.404.js' }).load();
  browser.go('/next');
  assert.deepEqual(browser.names, ['pageview', '404', 'pageview']);
});
