import { breadcrumbs, drop } from './breadcrumbs.js';
import { on } from './listen.js';
import { settings } from './settings.js';
import { track } from './track.js';

const maxErrors = 10; // a page load
const maxStack = 1000; // characters

/**
 * Sends an event `error` for what no script caught, with message, source, line, column, stack, fingerprint and breadcrumbs: for a share
 * of page loads, at most ten a load, the same fingerprint once. Addresses lose what follows their path.
 */
export function reportErrors() {
  if (Math.random() >= Number(settings.errors ?? 1)) {
    return;
  }

  const seen = new Set<string>();
  function report(message: string, stack?: string, source?: string, line?: number, column?: number) {
    message = clean(message).slice(0, 500);
    stack = clean(stack || '').slice(0, maxStack);
    const fingerprint = hash(message.replace(/\d+/g, '0') + (firstFrame(stack) || source || ''));
    if (seen.size < maxErrors && !seen.has(fingerprint)) {
      seen.add(fingerprint);
      track('error', {
        url: location.origin + location.pathname,
        interactive: false,
        props: { message, source: source && clean(source), line, column, stack, fingerprint, release: settings.release, breadcrumbs: breadcrumbs.join(' > ') },
      });
    }
  }

  on('error', ({ message, error, filename, lineno, colno }) => {
    if (message) { // an image that does not load has none
      report(message, error?.stack, filename, lineno, colno);
    }
  });
  on('unhandledrejection', ({ reason }) => report('' + (reason?.message || reason), reason?.stack));
  on('click submit', ({ type, target }) => drop(type + ' ' + describe(target)));
}

const describe = ({ localName, id }: Element) => (localName || 'document') + (id ? '#' + id : '');

/** Addresses without query and fragment; a line and column at their end stay. */
const clean = (text: string) => text.replace(/(\w+:\/\/[^\s?#()]+)[?#][^\s()]*?((?::\d+:\d+)?)(?=[\s()]|$)/g, '$1$2');

const firstFrame = (stack: string) => /\n?.*(?:\bat |@)(.*?)(?::\d+)*\)?$/m.exec(stack)?.[1];

/** FNV-1a of 32 bits, in base 36: names an error, secures nothing. */
function hash(text: string) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }

  return (value >>> 0).toString(36);
}
