/**
 * A calendar date of the site, `YYYY-MM-DD`. It is never an instant: arithmetic goes through UTC midnight, where
 * every day has 24 hours, so that no time zone of the reader can move it.
 */
export type Day = string & { readonly is: 'Day' };

const millisecondsPerDay = 86_400_000;

/** The day that the text begins with (`2026-11-05`, `2026-11-05 14:00:00`), or null if there is no such date. */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}(?!\d)/.test(text)) return null;
  const day = text.slice(0, 10) as Day;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || dayOf(at) !== day ? null : day;
}

/** The day, as the instant at which it begins in UTC: for formatting with `timeZone: 'UTC'` only. */
export const utcMidnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: Day, count: number): Day => dayOf(utcMidnight(day) + count * millisecondsPerDay);

export const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01` as Day;

/** The first day of the month that is so many months away. */
export function addMonths(day: Day, count: number): Day {
  const first = new Date(utcMidnight(firstOfMonth(day)));
  first.setUTCMonth(first.getUTCMonth() + count);
  return dayOf(first.getTime());
}

/** Days from the first to the second; 0 when they are the same. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((utcMidnight(to) - utcMidnight(from)) / millisecondsPerDay);

function dayOf(utc: number): Day {
  return new Date(utc).toISOString().slice(0, 10) as Day;
}
