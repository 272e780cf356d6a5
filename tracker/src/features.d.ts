// What a build holds. The bundler puts true or false in the place of each, and what is false is not in the file.
declare const WITH: {
  /** The smallest build: page views and events, sent once, and nothing of what `script.js` has beside them. */
  readonly least: boolean;
  /** What failed three times waits until the browser is online again. */
  readonly patience: boolean;
  /** Plausible's ways to say what is wanted: `init`, the file's name, further attributes; what only they can say. */
  readonly options: boolean;
  /** Excluded paths, Do Not Track, pages that are not there, consent. */
  readonly more: boolean;
  /** `identify`. */
  readonly identity: boolean;
  /** LCP, INP, CLS, FCP and TTFB. */
  readonly vitals: boolean;
  /** Errors of scripts, with what went before. */
  readonly errors: boolean;
  /** The names that other snippets call: `track`, `identify`, `littlestats`. */
  readonly globals: boolean;
  /** A script tag loads it and says what is wanted; a module has none. */
  readonly tag: boolean;
  /** It can be taken off the page again; several may follow each other. */
  readonly destroy: boolean;
};
