import { parseDay, utcMidnight, type Day } from '../dates/day';
import type { Interval, Span } from '../dates/range';
import { locale } from './locale';

// Days are shown at their UTC midnight, in UTC: the site's date, whatever the reader's zone.
const utc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });

const dayAndMonth = utc({ day: 'numeric', month: 'short' });
const dayMonthYear = utc({ day: 'numeric', month: 'short', year: 'numeric' });
const weekday = utc({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const month = utc({ month: 'long', year: 'numeric' });
const shortMonth = utc({ month: 'short' });

/** `5 Nov 2026`, `1–28 Nov 2026`, `28 Dec 2025 – 3 Jan 2026`, as the locale writes it. */
export function spanText(span: Span): string {
  return span.from === span.to ? dayMonthYear.format(utcMidnight(span.from)) : dayMonthYear.formatRange(utcMidnight(span.from), utcMidnight(span.to));
}

/** `5 Nov`; what is no date stays as it is. */
export function dayText(text: string): string {
  const day = parseDay(text);
  return day ? dayAndMonth.format(utcMidnight(day)) : text;
}

/** A point of the time series in full: `14:00–15:00`, `Thu, 5 Nov 2026`, `November 2026`. */
export function labelText(label: string, interval: Interval): string {
  const day = parseDay(label);
  if (!day) return label;
  if (interval === 'hour') return `${label.slice(11, 16)}, ${dayAndMonth.format(utcMidnight(day))}`;
  return (interval === 'month' ? month : weekday).format(utcMidnight(day));
}

/** The same for an axis: `14:00`, `5 Nov`, `Nov`; January carries its year. */
export function tickText(label: string, interval: Interval): string {
  const day: Day | null = parseDay(label);
  if (!day) return label;
  if (interval === 'hour') return label.slice(11, 16);
  if (interval === 'day') return dayAndMonth.format(utcMidnight(day));
  return day.slice(5, 7) === '01' ? day.slice(0, 4) : shortMonth.format(utcMidnight(day));
}
