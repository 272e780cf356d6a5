import { addDays, addMonths, daysBetween, firstOfMonth, type Day } from './day';

/** Whole days of the site, both ends included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** What the reader chose: a name that moves with the calendar, or days that stay. */
export type Range = { readonly name: RangeName } | Span;

/** The length of one point of the time series. */
export type Interval = 'hour' | 'day' | 'month';

interface NamedRange {
  readonly label: string;
  readonly span: (today: Day) => Span;
}

/**
 * The named ranges, in the order of the menu. "Last n days" ends today: people look here to see what is happening.
 * (The Stats API's `7d` ends yesterday, which is why the dashboard always sends explicit dates.)
 */
export const namedRanges = {
  'today': { label: 'Today', span: (today) => ({ from: today, to: today }) },
  'yesterday': { label: 'Yesterday', span: (today) => ({ from: addDays(today, -1), to: addDays(today, -1) }) },
  '7d': { label: 'Last 7 days', span: (today) => lastDays(7, today) },
  '28d': { label: 'Last 28 days', span: (today) => lastDays(28, today) },
  '30d': { label: 'Last 30 days', span: (today) => lastDays(30, today) },
  '91d': { label: 'Last 91 days', span: (today) => lastDays(91, today) },
  'month': { label: 'This month', span: (today) => ({ from: firstOfMonth(today), to: today }) },
  '12mo': { label: 'Last 12 months', span: (today) => ({ from: addMonths(today, -11), to: today }) },
} as const satisfies Record<string, NamedRange>;

export type RangeName = keyof typeof namedRanges;

export const rangeNames = Object.keys(namedRanges) as RangeName[];

export const isRangeName = (text: string): text is RangeName => Object.hasOwn(namedRanges, text);

/** The days that the range means today. */
export const spanOf = (range: Range, today: Day): Span => ('name' in range ? namedRanges[range.name].span(today) : range);

export const lengthInDays = (span: Span): number => daysBetween(span.from, span.to) + 1;

/** The days just before, of the same number. */
export function previousSpan(span: Span): Span {
  const length = lengthInDays(span);
  return { from: addDays(span.from, -length), to: addDays(span.to, -length) };
}

/** The points a chart of the span can have, its default first. */
export function intervalsOf(span: Span): readonly Interval[] {
  const length = lengthInDays(span);
  if (length === 1) return ['hour'];
  return length > 62 ? ['day', 'month'] : ['day'];
}

function lastDays(count: number, today: Day): Span {
  return { from: addDays(today, 1 - count), to: today };
}
