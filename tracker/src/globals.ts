import type { PropValue } from './event.js';
import { endPage } from './engagement.js';
import { identify } from './identity.js';
import { stop } from './listen.js';
import { track } from './track.js';

/**
 * The names that other snippets call: `track(name, data)`, `identify(id)`, `littlestats`. An event PAGE_VIEW or PATH_CHANGE is a
 * page view, PAGE_EXIT the report of the time spent; a `value` with a `currency` is revenue, too.
 */
export function publishGlobals() {
  window.track = (name, data) => {
    if (name == 'PAGE_EXIT') {
      endPage();
    } else if (name == 'PAGE_VIEW' || name == 'PATH_CHANGE') {
      track('pageview', { props: data });
    } else {
      track(name, { props: data, revenue: revenueOf(data) });
    }
  };
  window.identify = identify;
  window.littlestats = { trackPageView: () => track('pageview'), destroy: stop };
}

function revenueOf(data?: Record<string, PropValue>) {
  return data?.value && data.currency ? { amount: data.value as number, currency: data.currency as string } : undefined;
}
