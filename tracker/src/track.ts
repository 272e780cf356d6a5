import { takeReport } from './attention.js';
import { drop } from './breadcrumbs.js';
import { deliver } from './deliver.js';
import { endPage } from './engagement.js';
import type { EventOptions, Payload } from './event.js';
import { consent, identify, tellConsent, user } from './identity.js';
import { isIgnored } from './ignored.js';
import { trackLeast } from './least.js';
import { on } from './listen.js';
import { settings, site } from './settings.js';

/** The version of what travels: grows where a server has to know. */
const version = 1;

/**
 * Sends an event: `plausible('Signup', { props: { plan: 'pro' } })`. On a page that is prerendered it waits until somebody sees the page: what is
 * sent before says so itself, and does not count. It is asynchronous also so that nothing that it meets is thrown at the page.
 *
 * @param name `pageview`, or a name of your own of at most 120 characters
 */
export const track: Track = WITH.least ? trackLeast : async (name: string, options?: EventOptions | null) => {
  if (WITH.options && document.prerendering) {
    await new Promise(seen => on('prerenderingchange', seen));
  }

  const custom = WITH.options ? settings.customProperties : undefined;
  const payload: Payload = {
    n: name,
    d: site,
    u: options?.u || options?.url || location.href,
    p: WITH.options ? { ...(typeof custom == 'function' ? custom(name) : custom), ...options?.props } : options?.props,
    r: document.referrer,
    h: settings.hash == null ? 0 : 1,
    $: options?.revenue,
    i: options?.interactive,
    w: screen.width,
    sh: screen.height,
    tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(WITH.more && { v: version, ti: options?.title, c: consent }),
    ...(WITH.identity && { uid: WITH.more && consent == 0 ? undefined : user }),
  };
  if (name == 'pageview') {
    if (WITH.options && (settings.transformRequest || isIgnored(payload))) {
      endPage(); // where the page sees whatever is sent, it sees this, too; and where the next page does not count, this does
    } else {
      payload.b = takeReport(true); // neither arrives without the other
    }
  }

  if (WITH.errors) {
    drop(name == 'pageview' ? 'page ' + location.pathname : 'event ' + name);
  }

  deliver(payload, options?.callback);
};

/** Puts the function where pages call it. */
export const publish = (init: Track['init']) => {
  window.plausible = track;
  window.analytics ||= track; // where the name is taken (by Segment, say), it stays so
  Object.assign(track, { init, identify, consent: tellConsent });
};
