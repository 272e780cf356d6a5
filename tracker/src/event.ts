export type PropValue = string | number | boolean | null | undefined;

export interface EventOptions {
  /** Custom properties: at most 30; names to 300, values to 2,000 bytes. */
  props?: Record<string, PropValue>;
  /** ISO 4217 code and amount. */
  revenue?: { currency?: string; amount?: number | string };
  /** False: the event leaves a bounce a bounce. Default true. */
  interactive?: boolean;
  /** The page, where it is not the address bar's. */
  url?: string;
  /** The same under its older name. */
  u?: string;
  /** The page's title, where it is worth keeping. */
  title?: string;
  /** Called once: with the first answer's status, with the error of a request that got none, or with nothing where the event was ignored. */
  callback?: (result?: { status?: number; error?: unknown }) => void;
}

/**
 * An event as it travels: Plausible's short names, and ours that its server passes over. What is undefined is left out of the JSON.
 * The request adds `id` (random, one for each event, so that a copy which arrives twice counts once) and `a` (its age in milliseconds).
 */
export interface Payload {
  n: string;
  u: string;
  d: string;
  r: string | null;
  p?: object;
  $?: object | null;
  i?: boolean;
  /** 1: the fragment is part of the page. */
  h?: number;
  ti?: string;
  uid?: string;
  c?: number;
  w?: number;
  sh?: number;
  tz?: string;
  v?: number;
  /** The engagement with the page before, on the page view of a navigation without a load. */
  b?: Payload | null;
  /** Of an engagement: milliseconds since the last report. */
  e?: number;
  /** Of an engagement: the deepest point seen, in percent of the page, 0 to 100. */
  sd?: number;
}
