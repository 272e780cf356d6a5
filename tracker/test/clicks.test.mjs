import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, Browser, element, sent } from './browser.mjs';

const link = (href, more = {}) => element({ tag: 'A', href, ...more });

function eventsOf(data, target, { type = 'click', build = 'script', ...more } = {}) {
  const browser = new Browser({ build, data }).load();
  browser.fire(type, type == 'submit' ? sent(target) : at(target, more));
  return browser.sent.slice(1).map(({ n, p, $ }) => ($.amount ? [n, p, $] : [n, p]));
}

const everything = { outboundLinks: '', fileDownloads: '', formSubmissions: '' };

test('a click on a link to another host counts, wherever in the link', () => {
  const image = element({ tag: 'IMG', parent: link('https://elsewhere.example/x?y=1#z') });
  assert.deepEqual(eventsOf(everything, image), [['Outbound Link: Click', { url: 'https://elsewhere.example/x?y=1#z' }]]);
  assert.deepEqual(eventsOf(everything, image, { type: 'auxclick', button: 1 }).length, 1);
});

for (const href of ['/about', '#top', 'mailto:a@example.com', 'tel:+372', 'javascript:void(0)']) {
  test(`a click on ${href} does not`, () => assert.deepEqual(eventsOf(everything, link(href)), []));
}

test('neither does the right button, nor a click beside all links, nor one that a script makes on the document', () => {
  const far = link('https://elsewhere.example/');
  assert.deepEqual(eventsOf(everything, far, { type: 'auxclick', button: 2 }), []);
  assert.deepEqual(eventsOf(everything, element()), []);
  assert.deepEqual(eventsOf(everything, {}), []);
});

test('a file is told without its query', () => {
  assert.deepEqual(eventsOf(everything, link('/files/Report.PDF?token=1#page')), [['File Download', { url: 'https://example.com/files/Report.PDF' }]]);
  assert.deepEqual(eventsOf(everything, link('/files/report.html')), []);
  assert.deepEqual(eventsOf(everything, link('/pdf')), []);
});

test('a file elsewhere is an outbound link', () => {
  assert.deepEqual(eventsOf(everything, link('https://cdn.example/a.zip')), [['Outbound Link: Click', { url: 'https://cdn.example/a.zip' }]]);
  assert.deepEqual(eventsOf({ fileDownloads: '' }, link('https://cdn.example/a.zip')), [['File Download', { url: 'https://cdn.example/a.zip' }]]);
});

for (const type of '7z avi csv doc dmg docx exe gz key midi mov mp3 mp4 mpeg pdf pkg pps ppt pptx rar rtf txt wav wma wmv xls xlsx zip'.split(' ')) {
  test(`.${type} is a file`, () => assert.equal(eventsOf(everything, link('/a.' + type)).length, 1));
}

test('a page may say what is a file', () => {
  assert.deepEqual(eventsOf({ fileDownloads: 'js|py' }, link('/a.js')).length, 1);
  assert.deepEqual(eventsOf({ fileDownloads: 'js|py' }, link('/a.pdf')).length, 0);
});

test('a page of Plausible\'s may say so, too', () => {
  const names = (attributes, href) => {
    const browser = new Browser({ build: 'plus', data: everything, attributes }).load();
    browser.fire('click', at(link(href)));
    return browser.sent.length - 1;
  };
  assert.deepEqual(['/a.js', '/a.py', '/a.pdf'].map(href => names({ 'file-types': 'js, py' }, href)), [1, 1, 0]);
  assert.deepEqual(['/a.js', '/a.pdf', '/a.null'].map(href => names({ 'add-file-types': 'js' }, href)), [1, 1, 0]);
});

test('a form that is sent counts with the page that it is on', () => {
  assert.deepEqual(eventsOf(everything, element({ tag: 'FORM' }), { type: 'submit' }), [['Form: Submission', { path: '/a' }]]);
});

test('nothing of these counts unless it is asked for', () => {
  assert.deepEqual(eventsOf({}, link('https://elsewhere.example/')), []);
  assert.deepEqual(eventsOf({}, link('/a.pdf')), []);
  assert.deepEqual(eventsOf({}, element({ tag: 'FORM' }), { type: 'submit' }), []);
});

test('a class names an event, its properties and its money, with = or --, and + for a blank', () => {
  const button = element({
    tag: 'BUTTON',
    classes: ['big', 'plausible-event-name=Sign+Up', 'plausible-event-plan--pro+plus', 'plausible-revenue-amount=9.90', 'plausible-revenue-currency--EUR'],
  });
  assert.deepEqual(eventsOf({}, button), [['Sign Up', { plan: 'pro plus' }, { amount: '9.90', currency: 'EUR' }]]);
});

test('so do attributes, where blanks are blanks, from plus.js on', () => {
  const button = element({ attributes: { 'data-event-name': 'Signed up = done', 'data-event-form-kind': 'C++', 'data-revenue-amount': '5', 'data-revenue-currency': 'USD' } });
  assert.deepEqual(eventsOf({}, button, { build: 'plus' }), [['Signed up = done', { 'form-kind': 'C++' }, { amount: '5', currency: 'USD' }]]);
});

test('a click on what lies in a named element counts', () => {
  const inner = element({ parent: element({ parent: element({ classes: ['plausible-event-name--Buy'] }) }) });
  assert.deepEqual(eventsOf({}, inner), [['Buy', {}]]);
});

test('a named link counts once, under its name, with where it leads', () => {
  assert.deepEqual(eventsOf(everything, link('https://elsewhere.example/', { classes: ['plausible-event-name=Partner'] })), [['Partner', { url: 'https://elsewhere.example/' }]]);
});

test('a named form counts when it is sent, not when something in it is clicked', () => {
  const form = element({ tag: 'FORM', classes: ['plausible-event-name=Contact'] });
  assert.deepEqual(eventsOf(everything, element({ tag: 'INPUT', parent: form })), []);
  assert.deepEqual(eventsOf(everything, form, { type: 'submit' }), [['Contact', {}]]);
});
