import { ago } from '../format/ago';
import { dayText } from '../format/dayText';
import { fullNumber } from '../format/number';
import type { SiteHealth } from './answer';

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** The one line: `All is well`, `One thing needs you`, `Two things need you`. */
export function headline(reasons: number): string {
  if (reasons === 0) return 'All is well';
  return `${numbers[reasons] ?? fullNumber('count', reasons)} ${reasons === 1 ? 'thing needs' : 'things need'} you`;
}

/** How the site's days stand: `In order`, `10 Mar waits for its seal`, `9 Mar differs`. */
export function daysWord(site: SiteHealth): string {
  const [first, ...rest] = site.days;
  if (first) return `${dayText(first.day)} ${first.alarm ? 'has an alarm' : 'differs'}${rest.length ? ` and ${rest.length} more` : ''}`;
  return site.unsealed ? `${dayText(site.unsealed.day)} waits for its seal` : 'In order';
}

/** What else is to be known of it: paused, off, erasures under way. */
export function states(site: SiteHealth, now: string): readonly string[] {
  return [
    ...(site.isActive ? [] : ['Takes no events']),
    ...(site.pausedUntil ? [`Paused, ends ${ago(site.pausedUntil, now)}`] : []),
    ...(site.erasures ? [`${site.erasures} ${site.erasures === 1 ? 'erasure' : 'erasures'} under way`] : []),
  ];
}

/** How many were dropped, and the two reasons that were most frequent. */
export function drops({ dropped }: SiteHealth): { readonly total: number; readonly most: string } {
  const counts = Object.entries(dropped.events).toSorted(([, a], [, b]) => b - a);
  return {
    total: counts.reduce((sum, [, count]) => sum + count, 0),
    most: counts.slice(0, 2).map(([reason, count]) => `${reason.replaceAll('_', ' ')} ${fullNumber('count', count)}`).join(', '),
  };
}
