// Our tracker for pages that carry GoatCounter's snippet: the same attributes, the same `goatcounter`, the same wire form. It writes
// storage in one case only: when a person asks by #toggle-goatcounter not to be counted in this browser.
const tag = document.currentScript || document.querySelector('script[data-goatcounter]');
const counter = window.goatcounter = window.goatcounter || {};
try {
  Object.assign(counter, JSON.parse((tag && tag.dataset.goatcounterSettings) || '{}'));
} catch (fault) {
  console.error('data-goatcounter-settings is no JSON: ' + fault);
}

/** The sender's value, by a function of the page's if it is one; the usual one where there is none. */
function value(name, vars, usual) {
  const given = vars[name] == null ? counter[name] : vars[name];
  return given == null ? usual : typeof given == 'function' ? given(usual) : given;
}

function usualPath() {
  const link = /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="canonical"][href]'));
  const place = link ? new URL(link.href) : location;
  return link && place.hostname.replace(/^www\./, '') != location.hostname.replace(/^www\./, '')
    ? location.pathname + location.search
    : place.pathname + place.search;
}

/** What a browser that a program drives says of itself. */
function programHint() {
  return window._phantom || window.callPhantom ? 150 : window.__nightmare ? 151 : navigator.webdriver ? 153 : 0;
}

function isOff() {
  try {
    return localStorage.skipgc == 't';
  } catch (refused) {
    return false;
  }
}

counter.get_query = name => {
  const found = new URLSearchParams(location.search).get(name);
  return found == null ? undefined : found;
};

counter.filter = () =>
  document.visibilityState == 'prerender' ? 'prerender'
    : !counter.allow_frame && location != parent.location ? 'frame'
    : !counter.allow_local && /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|0\.0\.0\.0$|\[::1\]$)|\.localhost$/.test(location.hostname) ? 'localhost'
    : !counter.allow_local && location.protocol == 'file:' ? 'localfile'
    : isOff() ? 'disabled with #toggle-goatcounter'
    : false;

counter.url = vars => {
  vars = vars || {};
  const path = value('path', vars, usualPath());
  const endpoint = counter.endpoint || (tag && tag.dataset.goatcounter);
  if (path == null || !endpoint) {
    return undefined;
  }

  const said = {
    p: path,
    r: value('referrer', vars, document.referrer),
    t: value('title', vars, document.title),
    e: value('event', vars, false) ? 'true' : '',
    ns: value('no_session', vars, false) ? 'true' : '',
    s: [screen.width, screen.height, window.devicePixelRatio || 1].join(),
    b: String(programHint()),
    q: location.search,
    rnd: Math.random().toString(36).slice(2, 7),
  };
  const query = new URLSearchParams();
  for (const name in said) {
    said[name] && query.set(name, said[name]);
  }

  return endpoint + (endpoint.includes('?') ? '&' : '?') + query;
};

counter.count = vars => {
  const reason = counter.filter();
  const url = reason ? undefined : counter.url(vars);
  if (reason) {
    console.warn('goatcounter: not counting because of: ' + reason);
  } else if (!url) {
    console.warn('goatcounter: not counting because path callback returned null, or there is no endpoint');
  } else if (!navigator.sendBeacon || !navigator.sendBeacon(url)) {
    new Image().src = url;
  }
};

counter.bind_events = () => document.querySelectorAll('*[data-goatcounter-click]').forEach((/** @type {any} */ element) => {
  const { dataset } = element;
  if (!dataset.goatcounterBound) {
    dataset.goatcounterBound = 'true';
    const click = () => counter.count({
      event: true,
      path: dataset.goatcounterClick || element.name || element.id || '',
      title: dataset.goatcounterTitle || element.title || (element.innerHTML || '').slice(0, 200),
      referrer: dataset.goatcounterReferrer || '',
      no_session: dataset.goatcounterNoSession == '1' || dataset.goatcounterNoSession == 'true',
    });
    element.addEventListener('click', click);
    element.addEventListener('auxclick', click);
  }
});

if (location.hash == '#toggle-goatcounter') {
  try {
    const off = isOff();
    off ? localStorage.removeItem('skipgc') : localStorage.setItem('skipgc', 't');
    alert(`GoatCounter tracking is ${off ? 'enabled' : 'disabled'} in this browser now.`);
  } catch (refused) {
    console.warn('goatcounter: this page may not write storage');
  }
}

/** A page that is prerendered, or opened in the background, counts when it is seen. What a prerendered page sends before it is told so is not counted. */
function whenSeen(start) {
  if (document.prerendering) {
    document.addEventListener('prerenderingchange', () => whenSeen(start));
  } else if (document.visibilityState != 'hidden') {
    start();
  } else {
    document.addEventListener('visibilitychange', function shown() {
      if (document.visibilityState != 'hidden') {
        document.removeEventListener('visibilitychange', shown);
        start();
      }
    });
  }
}

function ready() {
  whenSeen(() => counter.count());
  counter.no_events || counter.bind_events();
}

/** Stands at `history`, which nothing that swaps a page's elements replaces: a script that is run again counts no second time. */
const mark = 'goatcounter ' + (counter.endpoint || (tag && tag.dataset.goatcounter));
if (!counter.no_onload && !history[mark]) {
  history[mark] = true;
  document.body ? ready() : document.addEventListener('DOMContentLoaded', ready);
}
