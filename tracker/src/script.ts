// The tracker as a script tag loads it. It runs on somebody else's page: it keeps nothing between pages, sets no cookie,
// writes no storage, and leaves one function behind, `plausible`, which larger builds also call `analytics`. Where a script that counts
// for the same site ran before, in whichever build, it leaves the page to that one.
import { isCounting, mark, startOnce } from './claim.js';
import { publishGlobals } from './globals.js';
import { api, domain } from './least.js';
import { isPerSite, readOptions } from './options.js';
import { countPages } from './pages.js';
import { endpoint, site, use } from './settings.js';
import { start } from './start.js';
import { tag } from './tag.js';
import { publish, track } from './track.js';

/** The calls that waited are sent after the page that they were called on: a visit opens with its page. */
const flush = (stub: Track | undefined) => {
  stub?.q?.map(call => track(...call));
};

/** What `startOnce` does, spelled out because it is shorter. */
const startSmall = () => {
  (history as unknown as Record<string, unknown>)[WITH.least ? api + domain : endpoint + site] ||=
    (WITH.least ? countPages() : start(), window.plausible?.q?.map(call => track(...call)), (window.plausible = track));
};

if (!WITH.options && document.prerendering) {
  document.addEventListener('prerenderingchange', startSmall); // until then calls wait where those do that came before the script
} else if (!WITH.options) {
  startSmall();
} else {
  const stub = window.plausible;
  use(readOptions());
  if (!isCounting(endpoint + site) && !isCounting(tag.outerHTML)) {
    let started = false;
    publish(options => {
      if (!started) {
        started = true;
        use(readOptions(options));
        startOnce();
        mark(tag.outerHTML); // which is all that it says when it is run again
        flush(stub);
      }
    });
    if (WITH.globals) {
      publishGlobals();
    }

    if (stub?.o || !isPerSite()) {
      window.plausible!.init!(stub?.o);
    }
  }
}
