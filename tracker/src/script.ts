// The tracker as a script tag loads it. It runs on somebody else's page: it keeps nothing between pages, sets no cookie,
// writes no storage, and leaves one function behind, `plausible`, which larger builds also call `analytics`.
import { publishGlobals } from './globals.js';
import { isPerSite, readOptions } from './options.js';
import { use } from './settings.js';
import { start } from './start.js';
import { tag } from './tag.js';
import { publish, track } from './track.js';

const stub: Partial<Track> = window.plausible || {};

if (!WITH.options) {
  publish();
  start();
  stub.q?.map(call => track(...call)); // after the page that they were called on: a visit opens with its page
} else if (stub.tag != tag.outerHTML) {
  // Sites that swap their body in place run its scripts again: the same tag starts once. A tag for another site runs beside it.
  let started = false;
  use(readOptions());
  publish({
    tag: tag.outerHTML,
    init(options) {
      if (!started) {
        started = true;
        use(readOptions(options));
        start();
        stub.q?.map(call => track(...call));
      }
    },
  });
  if (WITH.globals) {
    publishGlobals();
  }

  if (stub.o || !isPerSite()) {
    window.plausible!.init!(stub.o);
  }
}
