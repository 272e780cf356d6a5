// Which page views a navigation makes, in a real Chromium: each row in each build, with the Navigation API and without it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isMissing } from './chromium.mjs';
import { builds as ours, open, others } from './world.mjs';

const builds = { ...ours, ...others };
const everywhere = Object.keys(ours);
const inAll = Object.keys(builds);
const speculate = '<script type="speculationrules">{"prerender":[{"urls":["/next"],"eagerness":"immediate"}]}</script>';
const afterFirst = script => ({ '/first': `await counted(1); ${script}` });
const isShown = "await counted(2); done({ activation: performance.getEntriesByType('navigation')[0].activationStart })";

/**
 * @typedef {{
 *   pages: string[],
 *   scripts: Record<string, string>,
 *   head?: string,
 *   path?: string,
 *   isHidden?: boolean,
 *   only?: 'with' | 'without',
 *   wish?: string,
 *   builds?: string[],
 *   copies?: number,
 *   domains?: string[],
 *   events?: string[],
 *   check?: (more: any) => void,
 * }} Row `pages`: the page views; `only`: with or without the Navigation API
 */

/** @type {Record<string, Row>} */
const rows = {
  'a load': { builds: inAll, scripts: afterFirst('done()'), pages: ['/first'] },
  'a push': { scripts: afterFirst("history.pushState(0, '', '/second'); await counted(2); done()"), pages: ['/first', '/second'] },
  'fifty pushes': {
    scripts: afterFirst("for (let i = 10; i < 60; i++) history.pushState(0, '', '/p' + i); await counted(51); done()"),
    pages: ['/first', ...Array.from({ length: 50 }, (_, i) => '/p' + (i + 10))],
  },
  'a push of another state or fragment': { scripts: afterFirst("history.pushState(1, '', '/first'); history.pushState(2, '', '#part'); done()"), pages: ['/first'] },
  'a push of another query': { scripts: afterFirst("history.pushState(0, '', '?page=2'); await counted(2); done()"), pages: ['/first', '/first?page=2'] },
  'a push that the browser refuses': {
    scripts: afterFirst("try { history.pushState(0, '', 'https://elsewhere.test/') } catch (e) { done(e.name) }"), pages: ['/first'], check: more => assert.equal(more, 'SecurityError'),
  },
  'a replacement before the first view': { head: "<script>history.replaceState(0, '', '/clean')</script>", scripts: { '/first': 'await counted(1); done()' }, pages: ['/clean'] },
  'a replacement before the first view, in a hidden tab': {
    isHidden: true, scripts: { '/first': "history.replaceState(0, '', '/clean'); await show(); await counted(1); done()" }, pages: ['/clean'],
  },
  'a replacement after the first view': { path: '/first?utm_source=news', scripts: afterFirst("history.replaceState(0, '', '/first'); done()"), pages: ['/first?utm_source=news'] },
  'a replacement, then the tab is hidden and shown': {
    path: '/first?utm_source=news', scripts: afterFirst("history.replaceState(0, '', '/first'); await hide(); await show(); done()"), pages: ['/first?utm_source=news'],
  },
  'a replacement, then the page is left': {
    path: '/first?utm_source=news', scripts: { ...afterFirst("history.replaceState(0, '', '/first'); location = '/end'"), '/end': 'await counted(2); done()' }, pages: ['/end', '/first?utm_source=news'],
  },
  'a replacement before the load is over': {
    path: '/first?utm_source=news',
    head: "<script>addEventListener('DOMContentLoaded', async () => { if (location.search) { await counted(1); history.replaceState(0, '', '/first') } })</script>",
    scripts: { '/first': 'await counted(1); await hide(); await show(); done()' }, pages: ['/first?utm_source=news'],
  },
  'fifty replacements': { scripts: afterFirst("for (let i = 0; i < 50; i++) history.replaceState(0, '', '/p' + i); await hide(); done()"), pages: ['/first'] },
  'a replacement, then a fragment': { path: '/first?utm_source=news', scripts: afterFirst("history.replaceState(0, '', '/first'); document.querySelector('a').click(); await hide(); done()"), pages: ['/first?utm_source=news'] },
  'a replacement, then a push of the same address': { scripts: afterFirst("history.replaceState(0, '', '/clean'); history.pushState(0, '', '/clean'); done()"), pages: ['/first'] },
  'a replacement, then a push': { scripts: afterFirst("history.replaceState(0, '', '/clean'); history.pushState(0, '', '/second'); await counted(2); done()"), pages: ['/first', '/second'] },
  'back': { scripts: afterFirst("history.pushState(0, '', '/second'); history.back(); await counted(3); done()"), pages: ['/first', '/first', '/second'] },
  'back from a replacement': { scripts: afterFirst("history.pushState(0, '', '/second'); history.replaceState(0, '', '/third'); history.back(); await counted(3); done()"), pages: ['/first', '/first', '/second'] },
  'back and forward': {
    scripts: afterFirst("history.pushState(0, '', '/second'); history.back(); await counted(3); history.forward(); await counted(4); done()"), pages: ['/first', '/first', '/second', '/second'],
  },
  'a fragment': { scripts: afterFirst("document.querySelector('a').click(); await hide(); await show(); done()"), pages: ['/first'] },
  'a fragment that routes': {
    wish: 'hash', builds: everywhere.filter(name => name != 'core'), scripts: afterFirst("document.querySelector('a').click(); await counted(2); done()"), pages: ['/first', '/first#part'],
  },
  'a fragment that routes and replaces': {
    only: 'with', wish: 'hash', builds: everywhere.filter(name => name != 'core'), scripts: afterFirst("location.replace('#part'); await hide(); done()"), pages: ['/first'],
  },
  'a reload': { scripts: { '/first': "await counted(1); if (window.name) { await counted(2); done() } else { window.name = 'again'; location.reload() }" }, pages: ['/first', '/first'] },
  'back from another page, out of the back/forward cache': {
    scripts: {
      '/first': "addEventListener('pageshow', async event => { await counted(3); done(event.persisted) }); await counted(1); location = '/second'",
      '/second': 'await counted(2); history.back()',
    },
    pages: ['/first', '/first', '/second'], check: more => assert.equal(more, true),
  },
  'a prerendered page that is shown': {
    head: speculate, builds: inAll, scripts: { '/first': "await counted(1); await prerendered(); location = '/next'", '/next': isShown },
    pages: ['/first', '/next'], check: more => assert.ok(more.activation > 0),
  },
  'a prerendered page that is never shown': { head: speculate, builds: inAll, scripts: { '/first': "await counted(1); await prerendered(); location = '/end'", '/end': 'await counted(2); done()' }, pages: ['/end', '/first'] },
  'a prerendered page that replaces its address': {
    head: speculate, builds: inAll, scripts: { '/first': "await counted(1); await prerendered(); location = '/next'", '/next': "history.replaceState(0, '', '/clean'); " + isShown },
    pages: ['/clean', '/first'], check: more => assert.ok(more.activation > 0),
  },
  'a prerendered page that sends an event': {
    head: speculate, scripts: { '/first': "await counted(1); await prerendered(); location = '/next'", '/next': "plausible('Early'); " + isShown },
    pages: ['/first', '/next'], events: ['Early /next'], check: more => assert.ok(more.activation > 0),
  },
  'a hidden tab that nobody sees': { isHidden: true, scripts: { '/first': "history.pushState(0, '', '/second'); done()" }, pages: [] },
  'a hidden tab that is shown': { isHidden: true, scripts: { '/first': 'await show(); await counted(1); await hide(); await show(); done()' }, pages: ['/first'] },
  'a hidden tab that goes elsewhere before it is shown': { isHidden: true, scripts: { '/first': "history.pushState(0, '', '/second'); await show(); await counted(1); done()" }, pages: ['/second'] },
  'a push in a tab that is hidden again': { scripts: afterFirst("await hide(); history.pushState(0, '', '/second'); await counted(2); await show(); done()"), pages: ['/first', '/second'] },
  'navigate()': {
    only: 'with', scripts: afterFirst("navigation.addEventListener('navigate', event => event.intercept()); await navigation.navigate('/second').finished; await counted(2); done()"), pages: ['/first', '/second'],
  },
  'navigate() that replaces': {
    only: 'with', scripts: afterFirst("navigation.addEventListener('navigate', event => event.intercept()); await navigation.navigate('/second', { history: 'replace' }).finished; await hide(); done()"), pages: ['/first'],
  },
  'an intercepted link, and back': {
    only: 'with',
    scripts: afterFirst("navigation.addEventListener('navigate', event => event.intercept()); document.querySelector('a').href = '/second'; document.querySelector('a').click(); await counted(2); await navigation.back().finished; await counted(3); done()"),
    pages: ['/first', '/first', '/second'],
  },
  'a replacement and another state of the entry': {
    only: 'with', scripts: afterFirst("history.replaceState(0, '', '/clean'); navigation.updateCurrentEntry({ state: 1 }); await hide(); done()"), pages: ['/first'],
  },
  'the script twice on a page': { builds: inAll, copies: 2, scripts: afterFirst('await hide(); done()'), pages: ['/first'] },
  'the script twice, and a push': { copies: 2, scripts: afterFirst("history.pushState(0, '', '/second'); await counted(2); await hide(); done()"), pages: ['/first', '/second'] },
  'the script again for each page': {
    scripts: afterFirst("for (const path of ['/second', '/third']) { history.pushState(0, '', path); await again(); } await counted(3); plausible('Once'); await arrived('Once'); done()"),
    pages: ['/first', '/second', '/third'], events: ['Once /third'],
  },
  'two sites on one page': { domains: ['a.test', 'b.test'], scripts: { '/first': "await counted(2); history.pushState(0, '', '/second'); await counted(4); done()" }, pages: ['/first', '/first', '/second', '/second'] },
};

let world;
before(async () => {
  world = isMissing ? undefined : await open();
});
after(() => world?.stop());

for (const [name, row] of Object.entries(rows)) {
  for (const hasNavigation of [true, false].filter(has => row.only != (has ? 'without' : 'with'))) {
    test(`${name}${hasNavigation ? '' : ', without the Navigation API'}`, { skip: isMissing, timeout: 60_000 }, async () => {
      const visit = async build => {
        const one = builds[build];
        const scripts = row.domains ? row.domains.map((domain, copy) => one({ domain, copy })) : Array.from({ length: row.copies ?? 1 }, (_, copy) => one({ wish: row.wish, copy }));
        const result = await world.visit({ path: '/first', ...row, hasNavigation, head: (row.head ?? '') + scripts.join('') });
        row.check?.(result.more);
        return { build, pages: result.pages, events: result.events, purposes: result.purposes, sites: row.domains && result.sites };
      };
      const found = [];
      for (const build of row.builds ?? everywhere) {
        found.push(row.isHidden ? await visit(build) : visit(build)); // tabs of one window, which shows one of them
      }

      assert.deepEqual(await Promise.all(found), (row.builds ?? everywhere).map(build =>
        ({ build, pages: row.pages, events: row.events ?? [], purposes: [], sites: row.domains?.flatMap(domain => row.pages.slice(0, 2).map(() => domain)) })));
    });
  }
}
