import { on } from './listen.js';
import { settings } from './settings.js';
import { track } from './track.js';

/** Reactions that are kept, the longest: INP leaves out one in fifty interactions, and no page has five hundred. */
const maxKept = 10;

/** The parts of several kinds of entries; browsers know kinds that TypeScript does not. */
type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; interactionId?: number };

/**
 * Sends the Web Vitals of a page load once, when the page is first hidden or left: LCP, INP, FCP and TTFB in milliseconds, CLS
 * without a unit. What a browser does not measure is left out. The page is the one that was loaded, wherever it went since.
 */
export function reportVitals() {
  if (document.hidden && !('prerendering' in document && document.prerendering)) {
    return; // opened in the background: nobody waited for it, and its times would only tell when it was looked at
  }

  const url = location.href;
  const vitals: Record<string, number> = {};
  const shifts = new Shifts();
  const reactions = new Map<number, number>(); // milliseconds by interaction
  const [navigation] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & { activationStart?: number })[];
  // A prerendered page begins when it is shown.
  const after = (time: number) => Math.round(Math.max(0, time - (navigation?.activationStart || 0)));

  const observers = [
    observe('paint', ({ name, startTime }) => {
      if (name == 'first-contentful-paint') {
        vitals.FCP = after(startTime);
      }
    }),
    observe('largest-contentful-paint', ({ startTime }) => {
      vitals.LCP = after(startTime);
    }),
    observe('layout-shift', shift => shifts.add(shift)),
    observe('event', reaction => keep(reactions, reaction)),
    observe('first-input', reaction => keep(reactions, reaction)),
  ];

  let told = false;
  on('visibilitychange pagehide', ({ type }) => {
    if (!told && (document.hidden || type == 'pagehide')) {
      told = true;
      observers.forEach(observer => observer?.());
      const longest = [...reactions.values()].sort((a, b) => b - a);
      const interactions = (performance as { interactionCount?: number }).interactionCount || longest.length;
      track('web_vitals', {
        url,
        interactive: false,
        props: {
          ...vitals,
          release: settings.release,
          TTFB: navigation && after(navigation.responseStart),
          CLS: Math.round(shifts.worst * 1000) / 1000,
          INP: longest[Math.min(longest.length - 1, Math.floor(interactions / 50))],
        },
      });
    }
  });
}

/** CLS is the worst window of shifts: less than a second between two, less than five in all. */
class Shifts {
  worst = 0;
  private start = 0;
  private last = 0;
  private sum = 0;

  add({ startTime, value, hadRecentInput }: Entry) {
    if (hadRecentInput) {
      return;
    }

    if (startTime - this.last >= 1000 || startTime - this.start >= 5000) {
      this.start = startTime;
      this.sum = 0;
    }

    this.last = startTime;
    this.sum += value;
    this.worst = Math.max(this.worst, this.sum);
  }
}

function keep(reactions: Map<number, number>, { interactionId, duration }: Entry) {
  if (interactionId) {
    reactions.set(interactionId, Math.max(reactions.get(interactionId) || 0, duration));
    if (reactions.size > maxKept) {
      const [shortest] = [...reactions].reduce((least, next) => (next[1] < least[1] ? next : least));
      reactions.delete(shortest);
    }
  }
}

/** Observes every entry, also the earlier ones. Returns a function that handles the pending entries at once. */
function observe(type: string, each: (entry: Entry) => void): (() => void) | undefined {
  try {
    const hear = (entries: PerformanceEntryList) => (entries as Entry[]).forEach(each);
    const observer = new PerformanceObserver(list => hear(list.getEntries()));
    observer.observe({ type, buffered: true, durationThreshold: 40 } as PerformanceObserverInit);
    return () => hear(observer.takeRecords());
  } catch {
    // A browser without this kind of measurement.
  }
}
