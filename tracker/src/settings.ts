import type { Payload, PropValue } from './event.js';
import { tag } from './tag.js';

/**
 * What a site wants. As an attribute of the tag each has `data-` before its name, with hyphens (`data-outbound-links`); one that is only
 * there or not is wanted where it is there, whatever its value.
 */
export interface Settings {
  /** Whose events these are; several with commas between them get a copy each. Default: the page's host name. */
  domain?: string;
  /** Where events go. Default: `/api/event` where the script came from. */
  api?: string;
  /** The fragment (`#/cart`) is part of the page. */
  hash?: Wanted;
  /** localhost and files count. */
  local?: Wanted;
  /** Page views are sent by the page itself. */
  manual?: Wanted;
  /** Clicks on links to other hosts count. */
  outboundLinks?: Wanted;
  /** Clicks on files count; a text says which endings make a file: `pdf|zip`. */
  fileDownloads?: Wanted;
  /** Forms that are sent count. */
  formSubmissions?: Wanted;

  /** Properties of every event; a function gets the event's name. What an event says itself comes first. */
  customProperties?: Record<string, PropValue> | ((name: string) => Record<string, PropValue>);
  /** The last word on what is sent: the payload, changed or not, or null for nothing. */
  transformRequest?: (payload: Payload) => Payload | null | undefined;
  /** False: the console does not say why an event was ignored. */
  logging?: boolean | string;

  /** The user's id in your own system, as by `identify`. */
  userId?: string;
  /** A page that the server answered 404 is an event `404`. */
  404?: Wanted;
  /** Paths that count, or do not: several with commas between them; `*` within a segment, `**` across. */
  include?: string;
  exclude?: string;
  /** Nothing is sent for a browser that asks not to be tracked (Do Not Track, Global Privacy Control). */
  dnt?: Wanted;

  /** The share of page loads whose errors are reported, 0 to 1. */
  errors?: number | string;
  /** False: no Web Vitals. */
  vitals?: boolean | string;
  /** The release of the page, `2026.11.3` or a commit: a property of errors and Web Vitals. */
  release?: string;
}

/** An attribute is wanted by being there, a value of a program by being true. */
export type Wanted = true | string;

/** Every part reads the settings of this one start: at first what the tag says. */
export let settings: Settings = tag.dataset;

/** Where events go. */
export let endpoint: string | URL = settings.api || new URL('/api/event', tag.src);

/** Whose events these are. */
export let site = WITH.tag ? settings.domain || location.hostname : ''; // a module may be on a server

/** Another word than the tag's. */
export const use = (chosen: Settings) => {
  settings = chosen;
  endpoint = settings.api || endpoint;
  site = settings.domain || location.hostname;
};
