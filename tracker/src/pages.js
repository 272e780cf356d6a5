/**
 * Counts a pageview when a page is first seen: on load, when a prerendered page or a tab opened in the background is shown,
 * when the address changes without a load (path or query; a fragment is no new page), and when a page comes back whole from
 * the back/forward cache.
 *
 * @param {(name: string) => void} track
 */
export function countPages(track) {
  /** @type {string | undefined} the page last counted; nothing while the page at hand has not been seen */
  let counted;

  function look() {
    const page = location.pathname + location.search;
    if (page != counted && (counted || !document.hidden)) {
      counted = page;
      track('pageview');
    }
  }

  const pushState = history.pushState;
  history.pushState = function (...args) {
    pushState.apply(this, args);
    look();
  };
  addEventListener('popstate', look);
  addEventListener('pageshow', event => {
    if (event.persisted) {
      counted = '';
      look();
    }
  });
  document.addEventListener('visibilitychange', () => counted || look());
  look();
}
