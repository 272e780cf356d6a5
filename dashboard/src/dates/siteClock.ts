import { parseDay, type Day } from './day';

/** What a clock on the wall shows at the site. */
export interface SiteTime {
  readonly day: Day;
  /** `HH:MM:SS`, 24 hours. */
  readonly time: string;
}

/** The site's wall clock at an instant. A zone that this browser does not know is read as UTC. */
export function siteTime(zone: string, at: Date): SiteTime {
  const parts = Object.fromEntries(clockOf(zone).formatToParts(at).map((part) => [part.type, part.value]));
  const day = parseDay(`${parts['year']}-${parts['month']}-${parts['day']}`);
  if (!day) throw new RangeError('The clock showed no date.');
  return { day, time: `${parts['hour']}:${parts['minute']}:${parts['second']}` };
}

/**
 * The wall time as ISO 8601 with the zone's offset of that moment, `2026-11-05T14:00:00+02:00`. A time that occurs
 * twice is the first; one that is skipped keeps the offset from before the gap.
 */
export function withOffset(zone: string, wall: SiteTime): string {
  const asUtc = Date.parse(`${wall.day}T${wall.time}Z`);
  const candidates = [-24, 24].map((hours) => offsetMinutes(zone, asUtc + hours * 3_600_000));
  const offset = candidates.find((minutes) => offsetMinutes(zone, asUtc - minutes * 60_000) === minutes) ?? candidates[0]!;
  const size = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${wall.day}T${wall.time}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function offsetMinutes(zone: string, instant: number): number {
  const wall = siteTime(zone, new Date(instant));
  return Math.round((Date.parse(`${wall.day}T${wall.time}Z`) - instant) / 60_000);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) clocks.set(zone, (clock = newClock(zone)));
  return clock;
}

function newClock(zone: string): Intl.DateTimeFormat {
  const options = {
    calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23',
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
}
