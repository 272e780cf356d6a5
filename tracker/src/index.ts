// The tracker as a module: `import { init, track } from '@analytics/tracker'`. One tracker a page; on a server it does nothing.
import type { EventOptions, Payload, PropValue } from './event.js';
import { startOnce } from './claim.js';
import { identify as identifyUser, tellConsent } from './identity.js';
import { stop } from './listen.js';
import { adopt, type Options } from './options.js';
import { countPages } from './pages.js';
import { use } from './settings.js';
import { track as send } from './track.js';

export type { EventOptions, Options, Payload, PropValue };

/** The settings of a page that uses the module; `endpoint` is asked for, because a module does not know where it came from. */
export type InitOptions = Options & { endpoint: string };

const inBrowser = typeof window != 'undefined';
let started = false;
let isFirst = false; // nothing else on the page counts for the site

/**
 * Starts, once; a second call does nothing. Where a script or another copy of the module counts for the same site, this one sends what it is
 * told to and nothing by itself. Default of `domain`: the page's host name.
 */
export function init(options: InitOptions) {
  if (inBrowser && !started) {
    started = true;
    use(adopt({ vitals: false, errors: 0, ...options }));
    isFirst = startOnce();
  }
}

/** Sends an event of a name of your own, or `pageview`. Before `init` and on a server nothing is sent. */
export function track(name: string, options?: EventOptions | null) {
  if (started) {
    send(name, options);
  }
}

/** Counts pages from now on, as `autoCapturePageviews` does; called again it does nothing. */
export function trackPages() {
  if (isFirst) {
    countPages();
  }
}

/**
 * Sends the user's id with every later event of this page load; nothing names nobody again. It counts where the site has identification on.
 * Traits stay on the page, as the console says.
 */
export function identify(id?: string | number | null, traits?: object | null) {
  identifyUser(id, traits);
}

/** Tells what the visitor answered when asked: refused, no user id is sent. */
export function consent(given: boolean) {
  tellConsent(given);
}

/** Removes all listeners and sends nothing more, until `init`. */
export function destroy() {
  if (started) {
    started = isFirst = false;
    stop();
  }
}
