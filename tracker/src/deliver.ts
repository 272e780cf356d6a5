import { beginPage } from './attention.js';
import type { EventOptions, Payload } from './event.js';
import { isIgnored, reasonOf } from './ignored.js';
import { endpoint, settings } from './settings.js';

/** The most that wait for the browser to be online again; what fails beyond is lost. */
const maxParked = 20;
let parked = 0;

/**
 * Sends what is not ignored, as the page's own last word on it would have it: as text/plain, which needs no preflight, by a request that
 * outlives the page. Without an answer, or with one of 429 and more, which blames the moment or the server, the same event goes again
 * after 1, 4 and 16 seconds, and from then on whenever the browser says that it is online again: with the same id, so that it counts once,
 * and its age, so that it counts when it happened.
 */
export const deliver = (payload: Payload, callback?: EventOptions['callback']) => {
  const made = Date.now();
  const id = '' + Math.random();
  let sent: Payload | null | undefined | false = !isIgnored(payload) && payload;
  try {
    // Who asked not to be counted.
    sent = localStorage.plausible_ignore != 'true' && sent;
  } catch {
    // A sandboxed frame may not even read: that is no wish to be left out.
  }

  if (WITH.options && !sent && '' + settings.logging != 'false') {
    console.warn('Ignoring Event: ' + reasonOf(payload));
  }

  if (WITH.options && sent && settings.transformRequest) {
    sent = settings.transformRequest(sent);
  }

  if (payload.n == 'pageview') {
    beginPage(sent); // as it was sent: what the page took out of it stays out of its engagement
  }

  const attempt = async (wait: number) => {
    let answer: { status?: number; error?: unknown };
    try {
      answer = await fetch(endpoint, {
        method: 'POST',
        body: JSON.stringify({ ...sent, id, a: Date.now() - made }),
        keepalive: true,
        ...(WITH.options && { credentials: 'omit' }),
      });
    } catch (error) {
      answer = { error };
    }

    if (wait == 1000) {
      callback?.(answer);
    }

    if (answer.status! < 429) {
      // It has arrived, or the server refuses it: it does not go again.
    } else if (wait < 20_000) {
      setTimeout(attempt, wait, wait * 4);
    } else if (WITH.patience && parked++ < maxParked) {
      addEventListener('online', () => (parked--, attempt(wait)), { once: true });
    }
  };

  if (sent) {
    attempt(1000);
  } else {
    callback?.();
  }
};
