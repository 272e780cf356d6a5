import { lifeOf, on } from './listen.js';
import { settings } from './settings.js';
import { track } from './track.js';

/** The page last counted; nothing while the page at hand has not been seen. */
let counted: string | undefined;
/** The life that pages are counted in. */
let life: AbortSignal | undefined;
let wrapped = false; // it cannot be given back: somebody else may have wrapped it since
const { pushState } = WITH.tag ? history : globalThis.history ?? {}; // a module may be on a server

const look = (event: { persisted?: boolean }) => {
  if (WITH.destroy && life!.aborted) {
    return;
  }

  if (event.persisted) {
    counted = '';
  }

  const [page] = location.href.split(WITH.clicks && settings.hash != null ? ' ' : '#'); // no address holds a blank
  if (page != counted && (counted || !document.hidden)) {
    const first = counted == undefined;
    counted = page;
    track('pageview');
    if (WITH.more && first && settings[404] != null && isMissing()) {
      track('404', { props: { path: location.pathname }, interactive: false });
    }
  }
};

/**
 * Counts a page view when a page is first seen: on load, when a prerendered page or a tab opened in the background is shown,
 * when the address changes without a load (path or query; a fragment only where it routes), and when a page comes back whole
 * from the back/forward cache.
 */
export const countPages = () => {
  if (WITH.destroy) {
    if (life == lifeOf()) {
      return;
    }

    counted = undefined;
    life = lifeOf();
  }

  if (!WITH.destroy || !wrapped) {
    wrapped = true;
    history.pushState = (...args) => {
      pushState.apply(history, args);
      look({});
    };
  }

  on('popstate visibilitychange pageshow', look); // a new fragment is a popstate, too
  look({});
};

const isMissing = () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.responseStatus == 404;
