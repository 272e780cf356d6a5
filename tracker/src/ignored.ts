import type { Payload } from './event.js';
import { lifeOf } from './listen.js';
import { settings } from './settings.js';

/**
 * Whether an event is not sent: the owner is at work on the page, a program is there in place of a person, the browser asks
 * not to be tracked, the path is left out, or the tracker was taken off the page. Asked for every event, because a page may change any of it.
 */
export const isIgnored = (payload: Payload): unknown =>
  (WITH.destroy && lifeOf()!.aborted) || (WITH.more && (asksNotToBeTracked() || isExcluded(payload.u))) || isLocal() || isAutomated();

/** Why, for the console. */
export const reasonOf = (payload: Payload) =>
  WITH.destroy && lifeOf()!.aborted ? 'destroyed'
    : isLocal() ? 'localhost'
    : isAutomated() ? 'automation'
    : asksNotToBeTracked() ? 'do not track'
    : isExcluded(payload.u) ? 'exclusion rule'
    : 'localStorage flag';

/** A file has no host name. */
const isLocal = () => settings.local == null && /^(localhost|127[\d.]+|\[::1]|)$/.test(location.hostname);

/** A test that wants its events counted sets window.__plausible. PhantomJS and Nightmare are too old to run this. */
const isAutomated = () => !window.__plausible && (navigator.webdriver || window.Cypress);

const asksNotToBeTracked = () => settings.dnt != null && (navigator.doNotTrack == '1' || navigator.globalPrivacyControl);

const isExcluded = (url: string) =>
  (settings.include && !matches(settings.include, url)) || (settings.exclude && matches(settings.exclude, url));

// `*` within a segment, `**` across; all else stands for itself.
function matches(patterns: string, url: string) {
  const { pathname, hash } = new URL(url);
  return patterns.split(',').some(pattern =>
    new RegExp('^' + pattern.trim().replace(/[^\w*]/g, '\\$&').replace(/\*+/g, stars => (stars[1] ? '.*' : '[^/]*')) + '/?$')
      .test(pathname + (settings.hash == null ? '' : hash)));
}
