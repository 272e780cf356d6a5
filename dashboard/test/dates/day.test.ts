import { describe, expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, parseDay, type Day } from '../../src/dates/day';

const day = (text: string): Day => parseDay(text)!;

describe('parsing', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-5', '20260105', 'today', '', '2026-01-011'])('refuses %o', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test('takes the day of an hour', () => expect(parseDay('2026-11-05 23:00:00')).toBe('2026-11-05'));
  test('knows leap days', () => expect(parseDay('2028-02-29')).toBe('2028-02-29'));
});

test('Days are counted by the calendar, in whatever zone the reader sits', () => {
  expect(addDays(day('2026-03-28'), 1)).toBe('2026-03-29');
  expect(addDays(day('2026-03-29'), 1)).toBe('2026-03-30');
  expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
});

test('Months away is the first of that month', () => {
  expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-01');
  expect(addMonths(day('2026-01-15'), -11)).toBe('2025-02-01');
});
