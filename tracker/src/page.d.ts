// What the page around the tracker may hold: the names that the tracker reads or leaves there.

/** The function, or the stub that the page's snippet put in its place. */
interface Track {
  (name: string, options?: import('./event.js').EventOptions | null): void;
  /** Calls that the stub queued. */
  q?: Parameters<Track>[];
  /** What the stub's `init` was called with. */
  o?: import('./options.js').Options;
  init?(options?: import('./options.js').Options): void;
  identify?(id?: string | number | null, traits?: object | null): void;
  consent?(given: boolean): void;
}

interface Window {
  plausible?: Track;
  analytics?: Track;
  track?(name: string, data?: Record<string, import('./event.js').PropValue>): void;
  identify?(id?: string | number | null, traits?: object | null): void;
  littlestats?: { trackPageView(): void; destroy(): void };
  /** Set by a test that wants its events counted. */
  __plausible?: boolean;
  Cypress?: unknown;
}

interface Document {
  /** The browser prepares the page, and nobody sees it yet. */
  readonly prerendering?: boolean;
}

interface Navigator {
  readonly globalPrivacyControl?: boolean;
}
