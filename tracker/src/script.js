// The tracker as browsers load it. It runs on somebody else's page: it keeps nothing between pages, sets no cookie,
// writes no storage, and leaves two names behind, `plausible` and `analytics`, for one function.
import { readTag } from './tag.js';
import { reasonToIgnore } from './ignored.js';
import { wireForm } from './event.js';
import { send } from './send.js';
import { publish } from './publish.js';
import { countPages } from './pages.js';

const tag = readTag();

/**
 * Sends an event: `plausible('Signup', { props: { plan: 'pro' } })`.
 *
 * @param {string} name `pageview`, or a name of your own of at most 120 characters
 * @param {import('./event.js').EventOptions | null} [options]
 */
function track(name, options) {
  options = options || {};
  const { callback } = options;
  const reason = reasonToIgnore(tag.local);
  if (reason) {
    console.warn('Ignoring Event: ' + reason);
    callback && callback();
  } else {
    send(tag.endpoint, wireForm(name, tag.domain, options), callback);
  }
}

// The page comes before what was queued on it, so that a visit opens with its page.
publish(track, tag.domain + tag.endpoint, () => tag.manual || countPages(track));
