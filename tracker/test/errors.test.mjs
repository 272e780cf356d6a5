import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, Browser, element } from './browser.mjs';

const full = settings => new Browser({ build: 'full', src: 'https://stats.example/js/full.js', ...settings }).load();
const errors = browser => browser.sent.filter(event => event.n == 'error');
const stack = 'TypeError: x is null\n    at save (https://example.com/app.js?v=secret:10:5)\n    at https://example.com/app.js#frag:20:7';
const thrown = (message, more = {}) => ({ message, filename: 'https://example.com/app.js?v=secret', lineno: 10, colno: 5, error: { stack }, ...more });

test('an error that no script caught is told with where it was', () => {
  const browser = full();
  browser.fire('error', thrown('x is null'));
  const [{ p: { fingerprint, ...props }, i, u }] = errors(browser);
  assert.deepEqual(props, {
    message: 'x is null', source: 'https://example.com/app.js', line: 10, column: 5, breadcrumbs: 'page /a',
    stack: 'TypeError: x is null\n    at save (https://example.com/app.js:10:5)\n    at https://example.com/app.js:20:7',
  });
  assert.deepEqual([i, u], [false, 'https://example.com/a']);
  assert.match(fingerprint, /^[0-9a-z]{1,7}$/);
});

test('so is a promise that nobody caught', () => {
  const browser = full();
  browser.fire('unhandledrejection', { reason: { message: 'no', stack } });
  browser.fire('unhandledrejection', { reason: 'just text' });
  browser.fire('unhandledrejection', {});
  assert.deepEqual(errors(browser).map(event => event.p.message), ['no', 'just text', 'undefined']);
});

test('no query of any address leaves, wherever it stands', () => {
  const browser = full();
  browser.fire('error', thrown('Failed to load https://api.example/u?mail=a@b.c&t=12:30 (again) and ws://x.example/y#z', { error: null }));
  assert.equal(errors(browser)[0].p.message, 'Failed to load https://api.example/u (again) and ws://x.example/y');
  assert.doesNotMatch(JSON.stringify(errors(browser)), /secret|mail|b=1/);
});

test('the same error is told once, another number in it makes no other, ten a page at most', () => {
  const browser = full();
  browser.fire('error', thrown('row 1 of 5'));
  browser.fire('error', thrown('row 2 of 7'));
  assert.equal(errors(browser).length, 1);
  'abcdefghijklmnop'.split('').forEach(letter => browser.fire('error', thrown('broken ' + letter)));
  assert.equal(errors(browser).length, 10);
});

test('a long stack is cut, and an image that does not load is no error', () => {
  const browser = full();
  browser.fire('error', thrown('deep', { error: { stack: 'x'.repeat(5000) } }));
  browser.fire('error', {});
  assert.deepEqual(errors(browser).map(event => event.p.stack.length), [1000]);
});

test('what went before is told: pages and elements, never what was typed or read', () => {
  const browser = full();
  browser.fire('click', at(element({ tag: 'BUTTON', id: 'save' })));
  browser.fire('submit', at(element({ tag: 'FORM' })));
  browser.go('/next');
  browser.fire('click', at({}));
  browser.fire('error', thrown('late'));
  assert.equal(errors(browser)[0].p.breadcrumbs, 'page /a > click button#save > submit form > page /next > click document');
});

test('only a share of page loads tells, as the site wants', () => {
  const told = (share, random) => {
    const browser = new Browser({ build: 'full', data: { errors: share } });
    browser.window.Math.random = () => random;
    browser.load().fire('error', thrown('x'));
    return errors(browser).length;
  };
  assert.deepEqual([told('0.1', 0.05), told('0.1', 0.5), told('0', 0.0), told('1', 0.99)], [1, 0, 0, 1]);
});
