// A browser of the tests' own: the few parts that the built scripts touch, a clock that the test moves, and a list of what left it.
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

const built = Object.fromEntries(['core', 'script', 'plus', 'full', 'pixel'].map(name =>
  [name, readFileSync(new URL(`../dist/${name}.js`, import.meta.url), 'utf8')]));

/** Whatever a test sets is so before the script runs. Writing a cookie or to storage throws. */
export class Browser {
  sent = [];
  requests = [];
  warnings = [];
  now = 1000;
  focused = true;
  /** What the server answers: a status, an error where nothing is answered, or a list of these, one for each request. */
  answers;
  #listeners = {};
  #timers = [];

  constructor({ build = 'script', url = 'https://example.com/a?b=1#c', src = 'https://stats.example/js/script.js', data = {}, attributes = {}, referrer = '',
    hidden = false, ignoreFlag = null, answers = 202, global = {}, webdriver = false, navigator = {}, inTag = true, navigation = null, entries = {} } = {}) {
    this.build = build;
    this.answers = answers;
    const on = (type, listener, options) => {
      const stop = () => {
        this.#listeners[type] = this.#listeners[type].filter(other => other != heard);
      };
      const heard = event => {
        if (options?.once) {
          stop();
        }

        listener(event);
      };
      (this.#listeners[type] ??= []).push(heard);
      options?.signal?.addEventListener('abort', stop);
    };
    const location = new URL(url);
    this.location = location;
    const tag = {
      src,
      dataset: data,
      outerHTML: `<script src="${src}" ${JSON.stringify([data, attributes])}>`,
      attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    };
    this.tag = tag;
    this.document = {
      currentScript: inTag ? tag : null,
      getElementById: id => (id == 'plausible' ? tag : null),
      body: { scrollHeight: 4000 },
      documentElement: { scrollHeight: 4000 },
      addEventListener: on,
      hasFocus: () => this.focused,
      referrer,
      hidden,
      set cookie(value) {
        throw new Error('The tracker wrote a cookie: ' + value);
      },
    };
    this.navigator = { language: 'et-EE', webdriver, ...navigator };

    const storage = new Proxy({ plausible_ignore: ignoreFlag }, {
      set: () => { throw new Error('The tracker wrote to storage'); },
    });
    this.window = createContext({
      location,
      document: this.document,
      navigator: this.navigator,
      screen: { width: 1920, height: 1080 },
      innerHeight: 1000,
      scrollY: 0,
      performance: { now: () => this.now, getEntriesByType: type => (type == 'navigation' && navigation ? [navigation] : []) },
      PerformanceObserver: observerOf(entries),
      Date: Object.assign(class extends Date {}, { now: () => 1_700_000_000_000 + this.now }),
      Math: Object.create(Math, Object.getOwnPropertyDescriptors(Math)),
      history: {
        pushed: [],
        pushState(...args) {
          this.pushed.push(args);
          location.href = new URL(args[2], location.href).href;
        },
        replaceState(state, title, url) {
          location.href = new URL(url, location.href).href;
        },
      },
      console: { warn: text => this.warnings.push(text) },
      fetch: (to, { body, ...options }) => {
        this.sent.push({ to: String(to), ...read(body) });
        this.requests.push(options);
        const answer = Array.isArray(this.answers) ? this.answers.shift() ?? 202 : this.answers;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ status: answer });
      },
      setTimeout: (callback, delay, ...args) => this.#timers.push({ callback: () => callback(...args), at: this.now + delay }),
      URL,
      AbortController,
      addEventListener: on,
      ...global,
    });
    this.window.window = this.window;
    Object.defineProperty(this.window, 'localStorage', {
      get: () => {
        if (ignoreFlag instanceof Error) {
          throw ignoreFlag;
        }

        return storage;
      },
    });
  }

  /** Runs the script, as its tag would. */
  load() {
    runInContext(built[this.build], this.window);
    return this;
  }

  run(code) {
    return runInContext(code, this.window);
  }

  /** What the browser does of itself. */
  fire(type, event = {}) {
    [...(this.#listeners[type] ?? [])].forEach(listener => listener({ type, ...event }));
  }

  get listening() {
    return Object.values(this.#listeners).flat().length;
  }

  show() {
    this.document.hidden = false;
    this.fire('visibilitychange');
  }

  hide() {
    this.document.hidden = true;
    this.fire('visibilitychange');
  }

  scroll(y) {
    this.window.scrollY = y;
    this.fire('scroll');
  }

  back(url) {
    this.location.href = new URL(url, this.location.href).href;
    this.fire('popstate');
  }

  go(url) {
    this.window.history.pushState(null, '', url);
  }

  /** Time goes by, and what waited for it happens; answers that were on their way have come. */
  async wait(milliseconds) {
    await new Promise(setImmediate);
    const until = this.now + milliseconds;
    for (;;) {
      const next = this.#timers.filter(timer => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) {
        break;
      }

      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.now = next.at;
      next.callback();
      await new Promise(setImmediate);
    }

    this.now = until;
  }

  /** The names of the events that left. */
  get names() {
    return this.sent.map(event => event.n);
  }

  /** Without the host, the pages of the events that left. */
  get pages() {
    return this.sent.map(event => event.u.replace(/^https?:\/\/[^/]*/, ''));
  }

  last() {
    return this.sent[this.sent.length - 1];
  }
}

function read(body) {
  if (typeof body != 'string') {
    throw new Error('A body that is no string travels under another type than text/plain');
  }

  return JSON.parse(body);
}

/** A PerformanceObserver that reports the entries a test gives, by type. It supports no other type. */
function observerOf(entries) {
  return class {
    constructor(hear) {
      this.hear = hear;
    }

    observe({ type }) {
      if (!(type in entries)) {
        throw new TypeError('no such type: ' + type);
      }

      this.hear({ getEntries: () => entries[type] });
    }

    takeRecords() {
      return [];
    }
  };
}

/** An element as far as the tracker looks: what it says, and what it lies in. */
export function element({ tag = 'DIV', classes = [], attributes = {}, parent = null, href = null, id = '' } = {}) {
  const all = { ...attributes };
  const url = href == null ? null : new URL(href, 'https://example.com/a');
  const self = {
    tagName: tag,
    localName: tag.toLowerCase(),
    id,
    classList: { value: classes.join(' ') },
    attributes: Object.entries({ class: classes.join(' '), ...all }).map(([name, value]) => ({ name, value })),
    ...(url && { href: url.href, host: url.host, pathname: url.pathname, origin: url.origin }),
    matches: selector => selector.toUpperCase() == tag,
    closest(selector) {
      const is = selector == 'a'
        ? tag == 'A'
        : classes.some(name => name.includes('plausible-event-name')) || 'data-event-name' in all;
      return is ? self : parent && parent.closest(selector);
    },
  };
  return self;
}

/** A click, as the browser tells it. */
export const at = (target, more = {}) => ({ target, button: 0, ...more });

/** A submission, which nobody presses. */
export const sent = target => ({ target });
