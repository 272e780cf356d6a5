import { locale } from './locale';

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const clock = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });

/** How far an instant is from another, to the reader: `now`, `5 minutes ago`, `in 3 hours`, `yesterday`. Rounded towards now. */
export function ago(instant: string, now: string): string {
  const minutes = Math.trunc((Date.parse(instant) - Date.parse(now)) / 60_000);
  if (minutes === 0) return 'now';
  const size = Math.abs(minutes);
  if (size < 60) return relative.format(minutes, 'minute');
  if (size < 48 * 60) return relative.format(Math.trunc(minutes / 60), 'hour');
  return relative.format(Math.trunc(minutes / (24 * 60)), 'day');
}

export const isPast = (instant: string, now: string): boolean => Date.parse(instant) <= Date.parse(now);

/** The instant on the reader's own clock: `11 Nov 2026, 14:05 CET`. */
export const clockText = (instant: string): string => clock.format(new Date(instant));
