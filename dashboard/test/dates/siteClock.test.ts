import { expect, test } from 'vitest';
import { parseDay, type Day } from '../../src/dates/day';
import { siteTime, withOffset } from '../../src/dates/siteClock';

const wall = (day: string, time: string) => ({ day: parseDay(day) as Day, time });

test('Today is the site\'s today', () => {
  const at = new Date('2026-11-05T22:30:00Z');
  expect(siteTime('Europe/Tallinn', at)).toEqual({ day: '2026-11-06', time: '00:30:00' });
  expect(siteTime('America/New_York', at)).toEqual({ day: '2026-11-05', time: '17:30:00' });
});

test('Midnight is 00, not 24', () => {
  expect(siteTime('UTC', new Date('2026-11-05T00:00:00Z')).time).toBe('00:00:00');
});

test('A zone the browser has never heard of is read as UTC', () => {
  expect(siteTime('Mars/Olympus_Mons', new Date('2026-11-05T10:00:00Z')).time).toBe('10:00:00');
});

test.each([
  ['Europe/Tallinn', '2026-11-05', '14:00:00', '2026-11-05T14:00:00+02:00'],
  ['Europe/Tallinn', '2026-07-05', '14:00:00', '2026-07-05T14:00:00+03:00'],
  ['America/St_Johns', '2026-01-05', '00:00:00', '2026-01-05T00:00:00-03:30'],
  ['Asia/Kathmandu', '2026-01-05', '00:00:00', '2026-01-05T00:00:00+05:45'],
  ['UTC', '2026-01-05', '00:00:00', '2026-01-05T00:00:00+00:00'],
])('In %s, %s %s is %s', (zone, day, time, text) => {
  expect(withOffset(zone, wall(day, time))).toBe(text);
});

test('An hour that comes twice is the first', () => {
  expect(withOffset('Europe/Tallinn', wall('2026-10-25', '03:30:00'))).toBe('2026-10-25T03:30:00+03:00');
});

test('Either side of the change has its own offset', () => {
  expect(withOffset('Europe/Tallinn', wall('2026-10-25', '00:00:00'))).toBe('2026-10-25T00:00:00+03:00');
  expect(withOffset('Europe/Tallinn', wall('2026-10-25', '12:00:00'))).toBe('2026-10-25T12:00:00+02:00');
});

test('A midnight that is skipped is the instant at which the day begins', () => {
  // Beirut, 29 March 2026: 00:00 is 01:00.
  const text = withOffset('Asia/Beirut', wall('2026-03-29', '00:00:00'));
  expect(siteTime('Asia/Beirut', new Date(text))).toEqual({ day: '2026-03-29', time: '01:00:00' });
});
