// What the page around the tracker may hold: the names that the tracker reads or leaves there.

/** The function, or the stub that the page's snippet put in its place. */
interface Track {
  (name: string, options?: import('./event.js').EventOptions | null): void;
  /** Calls that the stub queued. */
  q?: Parameters<Track>[];
  /** Which tag's function it is. */
  mark?: string;
}

interface Window {
  plausible?: Track;
  analytics?: Track;
  /** Set by a test that wants its events counted. */
  __plausible?: boolean;
  _phantom?: unknown;
  __nightmare?: unknown;
  Cypress?: unknown;
}
