// A browser of the tests' own: the few parts that the built script touches, and a list of what left it.
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

const script = readFileSync(new URL('../dist/script.js', import.meta.url), 'utf8');

/** Whatever a test sets is so before the script runs. Writing a cookie or to storage throws. */
export class Browser {
  sent = [];
  requests = [];
  warnings = [];
  #listeners = {};

  constructor({ url = 'https://example.com/a?b=1#c', src = 'https://stats.example/js/script.js', data = {}, referrer = '', hidden = false,
    ignoreFlag = null, beacon = true, fetched = { status: 202 }, global = {}, webdriver = false } = {}) {
    const on = (type, listener) => (this.#listeners[type] ??= []).push(listener);
    const location = new URL(url);
    this.location = location;
    this.document = {
      currentScript: { src, dataset: data },
      referrer,
      hidden,
      addEventListener: on,
      set cookie(value) {
        throw new Error('The tracker wrote a cookie: ' + value);
      },
    };
    this.navigator = { language: 'et-EE', webdriver };
    if (beacon != null) {
      this.navigator.sendBeacon = (to, body) => beacon && Boolean(this.sent.push({ by: 'beacon', to, ...read(body) }));
    }

    const storage = new Proxy({ plausible_ignore: ignoreFlag }, {
      set: () => { throw new Error('The tracker wrote to storage'); },
    });
    this.window = createContext({
      location,
      document: this.document,
      navigator: this.navigator,
      screen: { width: 1920, height: 1080 },
      history: {
        pushed: [],
        pushState(...args) {
          this.pushed.push(args);
          location.href = new URL(args[2], location.href).href;
        },
      },
      console: { warn: text => this.warnings.push(text) },
      fetch: (to, { body, ...options }) => {
        this.sent.push({ by: 'fetch', to, ...read(body) });
        this.requests.push(options);
        return fetched instanceof Error ? Promise.reject(fetched) : Promise.resolve(fetched);
      },
      URL,
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
    runInContext(script, this.window);
    return this;
  }

  /** What the browser does of itself. */
  fire(type, event = {}) {
    (this.#listeners[type] ?? []).forEach(listener => listener(event));
  }

  show() {
    this.document.hidden = false;
    this.fire('visibilitychange');
  }

  back(url) {
    this.location.href = new URL(url, this.location.href).href;
    this.fire('popstate');
  }

  /** The names of the events that left. */
  get names() {
    return this.sent.map(event => event.n);
  }
}

function read(body) {
  if (typeof body != 'string') {
    throw new Error('A body that is no string travels under another type than text/plain');
  }

  return JSON.parse(body);
}
