import type { Payload } from './event.js';

/** The page that time is spent on; nothing where the page at hand does not count. */
let page: Payload | null | undefined | false;
let deepest: number; // the lowest pixel seen
let since: number; // when the stretch at hand began; 0 while nobody looks
let engaged: number; // milliseconds, not yet reported
let reported: number; // how deep the last report was

/** Another page begins, or one that does not count. */
export const beginPage = (pageview: typeof page) => ((page = pageview), (engaged = deepest = reported = 0)); // as an expression it is put in place

/**
 * Takes the report of what happened on the page since the last one: three seconds or more, or a deeper scroll; else time adds up.
 * Somebody looks at a page that is visible and has the keyboard's focus; while somebody does, there is no report until the page ends.
 *
 * @param ending the page ends, or is said to, though somebody may still look
 */
export const takeReport = (ending?: boolean): Payload | undefined => {
  const now = Date.now();
  engaged += since && now - since;
  since = document.hidden || !document.hasFocus() ? 0 : now;
  deepest = Math.max(deepest, scrollY + innerHeight);
  if (page && (ending || !since) && (engaged > 2999 || deepest > reported)) {
    // What is placed absolutely makes the document higher than its body; what was seen of a page that has become shorter is all of it.
    const height = Math.max(deepest, document.documentElement.scrollHeight, document.body?.scrollHeight | 0);
    const report = { ...page, n: 'engagement', b: null, $: null, e: engaged, sd: ((deepest / height) * 100) | 0 };
    engaged = 0;
    reported = deepest;
    return report;
  }

  return undefined;
};
