import { locale } from './locale';

/** How the value of a metric reads. */
export type NumberKind = 'count' | 'ratio' | 'percent' | 'seconds';

const grouped = new Intl.NumberFormat(locale);
// British English writes a million like a metre.
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: 2 });
const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** What stands for a value that there is not. */
export const nothing = '–';

/** Short enough for a headline: `1.2K`, `41.3%`, `2m 13s`. Counts below 10,000 are written out. */
export function shortNumber(kind: NumberKind, value: number | null): string {
  if (value === null) return nothing;
  return kind === 'count' && Math.abs(value) >= 10_000 ? compact.format(value).replace('K', 'k') : fullNumber(kind, value);
}

/** Every digit that is known. */
export function fullNumber(kind: NumberKind, value: number | null): string {
  if (value === null) return nothing;
  switch (kind) {
    case 'count': return grouped.format(value);
    case 'ratio': return twoDecimals.format(value);
    case 'percent': return `${oneDecimal.format(value)}%`;
    case 'seconds': return duration(value);
  }
}

/** `13s`, `2m 13s`, `1h 5m`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${whole % 60}s`;
  return `${grouped.format(Math.floor(whole / 3600))}h ${Math.floor((whole % 3600) / 60)}m`;
}

/** A part of a whole, for a column: `41.3%`, `5.0%`, `<0.1%`, `100%`; of nothing there are no parts. */
export function share(part: number, whole: number | null): string {
  if (!whole) return nothing;
  const percent = (100 * part) / whole;
  if (part > 0 && percent < 0.1) return '<0.1%';
  return `${percent >= 99.95 ? grouped.format(Math.round(percent)) : oneDecimal.format(percent)}%`;
}
