import { howToListen, lifeOf, on } from './listen.js';
import { settings } from './settings.js';
import { track } from './track.js';

/** The address when it was last looked at, without what makes no other page; nothing while the page at hand has not been counted. */
let page: string | 0 | undefined;
let hasCounted = false;
/** The life that pages are counted in. */
let life: AbortSignal | undefined;
let wrapped = false; // it cannot be given back: somebody else may have wrapped it since

/** What may have changed the address, or shown the page. Of a navigation: `push`, `replace`, `traverse`; where we had to ask, the function. */
interface Cause {
  persisted?: boolean;
  navigationType?: string | null;
}

/**
 * Looks at the address: another page counts. Where the address only takes the place of the one before, the page goes on under it. A page
 * that is hidden waits until it is seen; of one that is prerendered, which is hidden, too, the view waits in `track` (in the smaller builds all does).
 */
const look = ({ persisted, navigationType }: Cause, before = persisted ? (page = 0) : page): unknown =>
  (!before && document.hidden && !(WITH.options && document.prerendering)) ||
  before == (page = location.href.split(!WITH.least && settings.hash != null ? ' ' : '#')[0]) || // no address holds a blank
  (before && /^re/.test(navigationType!)) ||
  (WITH.more ? count() : track('pageview'));

const count = () => {
  track('pageview');
  if (!hasCounted && settings[404] != null && isMissing()) {
    track('404', { props: { path: location.pathname }, interactive: false });
  }

  hasCounted = true;
};

/**
 * Counts a page view when a page is first seen: on load, when a prerendered page or a tab opened in the background is shown,
 * when somebody goes to another address without a load (path or query; a fragment only where it routes), and when a page comes back
 * whole from the back/forward cache. An address that replaces the one before is no page of its own.
 */
export const countPages = () => {
  if (WITH.destroy) {
    if (life == lifeOf()) {
      return;
    }

    page = 0;
    hasCounted = false;
    life = lifeOf();
  }

  if (!WITH.destroy || !wrapped) {
    wrapped = true;
    // Browsers without the Navigation API report neither; with it, what was looked at already is no other page.
    ['pushState', 'replaceState'].map(navigationType => {
      const own = history[navigationType as 'pushState'];
      history[navigationType as 'pushState'] = (...args) => {
        own.apply(history, args);
        (WITH.destroy && life!.aborted) || look({ navigationType });
      };
    });
  }

  const causes = 'popstate visibilitychange pageshow'; // a new fragment is a popstate, too
  const change = 'currententrychange';
  if (WITH.least) {
    window.navigation?.addEventListener(change, look as any);
    causes.split(' ').map(type => addEventListener(type, look as any));
  } else {
    window.navigation?.addEventListener(change, look as any, howToListen());
    on(causes, look);
  }

  look({});
};

const isMissing = () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.responseStatus == 404;
