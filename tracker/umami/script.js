// Our tracker for pages that carry Umami's snippet: the same attributes, the same `umami`, the same wire form. Like our own it keeps
// nothing between pages, sets no cookie and writes no storage. Its bodies are text/plain, so that the browser asks no permission first.
const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
const endpoint = (dataset.hostUrl || src.replace(/\/[^/]*$/, '')).replace(/\/$/, '') + '/api/send';
const domains = (dataset.domains || '').split(',').map(name => name.trim()).filter(Boolean);

/** @type {string | undefined} who the page says that this is; told with every event from then on */
let person;
let page = pageOf(location.href);
let referrer = document.referrer;

/** The address without what the tag leaves out. */
function pageOf(address) {
  const url = new URL(address, location.href);
  if (dataset.excludeSearch == 'true') {
    url.search = '';
  }

  if (dataset.excludeHash == 'true') {
    url.hash = '';
  }

  return url.href;
}

/** Asked for every event, because a page may change any of it. */
function isSilent() {
  const asked = navigator.doNotTrack || window.doNotTrack;
  try {
    if (localStorage['umami.disabled']) {
      return true;
    }
  } catch (refused) {
    // A sandboxed frame may not even read: that is no wish to be left out.
  }

  return !dataset.websiteId || (domains.length && !domains.includes(location.hostname)) || (dataset.doNotTrack == 'true' && (asked == '1' || asked == 'yes'));
}

function describe() {
  return {
    website: dataset.websiteId,
    screen: screen.width + 'x' + screen.height,
    language: navigator.language,
    title: document.title,
    hostname: location.hostname,
    url: page,
    referrer,
    tag: dataset.tag,
    id: person,
  };
}

async function send(payload, type = 'event') {
  if (document.prerendering) { // what is sent before the page is shown says so itself, and does not count
    await new Promise(shown => document.addEventListener('prerenderingchange', shown));
  }

  if (isSilent()) {
    return;
  }

  const before = window[dataset.beforeSend];
  const final = typeof before == 'function' ? await before(type, payload) : payload;
  if (final) {
    await fetch(endpoint, { method: 'POST', body: JSON.stringify({ type, payload: final }), keepalive: true, credentials: 'omit' }).catch(() => {});
  }
}

function track(what, data) {
  return send(typeof what == 'string' ? { ...describe(), name: what, data }
    : typeof what == 'function' ? what(describe())
    : { ...describe(), ...what });
}

function identify(who, data) {
  person = typeof who == 'string' ? who : person;
  return send({ ...describe(), data: typeof who == 'string' ? data : who }, 'identify');
}

/** A new address without a load is a new page; its title is set a moment after it. */
function move() {
  const next = pageOf(location.href);
  if (next != page) {
    referrer = page;
    page = next;
    setTimeout(() => track(), 100);
  }
}

document.addEventListener('click', event => {
  const element = event.target instanceof Element && event.target.closest('[data-umami-event]');
  if (element) {
    const data = {};
    for (const { name, value } of element.attributes) {
      const key = /^data-umami-event-(.+)/.exec(name);
      key && (data[key[1]] = value);
    }

    track(element.getAttribute('data-umami-event'), data);
  }
}, true);

/** Counts pages from now on: the one at hand under its newest address. */
function start() {
  page = pageOf(location.href);
  for (const change of ['pushState', 'replaceState']) {
    const own = history[change];
    history[change] = function (...args) {
      own.apply(this, args);
      move();
    };
  }

  addEventListener('popstate', move);
  track();
}

if (!window.umami) {
  window.umami = { track, identify };
  if (dataset.autoTrack != 'false') {
    document.prerendering ? document.addEventListener('prerenderingchange', start) : start();
  }
}
