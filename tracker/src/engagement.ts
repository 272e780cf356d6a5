import { deliver } from './deliver.js';
import type { Payload } from './event.js';
import { on } from './listen.js';

/** The page that time is spent on; nothing where the page at hand does not count. */
let page: Payload | null | undefined | false;
let engaged: number; // milliseconds, not yet reported
let since: number; // when the stretch at hand began; 0 while nobody looks
let deepest: number; // the lowest pixel seen
let reported: number; // how deep the last report was

/**
 * Reports what happened on the page since the last report, once: three seconds or more, or a deeper scroll; else time adds up. Somebody
 * looks at a page that is visible and has the keyboard's focus; while somebody does, nothing is reported, but with the next page.
 *
 * @param next the page view that follows, which takes the report along: neither arrives without the other
 */
export const reportEngagement = (next?: Payload) => {
  const now = Date.now();
  engaged += since && now - since;
  since = document.hidden || !document.hasFocus() ? 0 : now;
  deepest = Math.max(deepest, scrollY + innerHeight);
  if (page && (next || !since) && (engaged > 2999 || deepest > reported)) {
    const report = { ...page, n: 'engagement', b: null, $: null, e: engaged, sd: ((deepest / document.body.scrollHeight) * 100) | 0 };
    engaged = 0;
    reported = deepest;
    if (next) {
      next.b = report;
    } else {
      deliver(report);
    }
  }
};

/** Reports, though somebody may still look. */
export const endPage = () => {
  const taker = {} as Payload;
  reportEngagement(taker);
  if (taker.b) {
    deliver(taker.b);
  }
};

/** Another page begins, or one that does not count. */
export const beginPage = (pageview: typeof page) => {
  page = pageview;
  engaged = deepest = reported = 0;
};

/** Notices when the visitor looks at the page and when not: the tab is shown or hidden, the page is left, or the window's focus changes. */
export const watchEngagement = () => on('pagehide blur visibilitychange focus scroll', () => reportEngagement());
