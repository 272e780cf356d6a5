import { describe, expect, test } from 'vitest';
import { parseDay, type Day } from '../../src/dates/day';
import { intervalsOf, namedRanges, previousSpan, rangeNames, spanOf, type RangeName } from '../../src/dates/range';

const day = (text: string): Day => parseDay(text)!;
const today = day('2026-11-05');

describe('a named range', () => {
  test.each<[RangeName, string, string]>([
    ['today', '2026-11-05', '2026-11-05'],
    ['yesterday', '2026-11-04', '2026-11-04'],
    ['7d', '2026-10-30', '2026-11-05'],
    ['28d', '2026-10-09', '2026-11-05'],
    ['30d', '2026-10-07', '2026-11-05'],
    ['91d', '2026-08-07', '2026-11-05'],
    ['month', '2026-11-01', '2026-11-05'],
    ['12mo', '2025-12-01', '2026-11-05'],
  ])('%s is %s to %s on 5 November', (name, from, to) => {
    expect(spanOf({ name }, today)).toEqual({ from, to });
  });

  test('has a case above, whatever its name', () => {
    expect(rangeNames).toHaveLength(8);
    expect(rangeNames.every((name) => namedRanges[name].label.length > 0)).toBe(true);
  });

  test('goes back over the leap day', () => {
    expect(spanOf({ name: '7d' }, day('2028-03-02'))).toEqual({ from: '2028-02-25', to: '2028-03-02' });
  });
});

test('Custom days stay where they are', () => {
  expect(spanOf({ from: day('2026-01-01'), to: day('2026-01-31') }, today)).toEqual({ from: '2026-01-01', to: '2026-01-31' });
});

describe('the previous period', () => {
  test('ends the day before and is as long', () => {
    expect(previousSpan({ from: day('2026-10-30'), to: day('2026-11-05') })).toEqual({ from: '2026-10-23', to: '2026-10-29' });
  });

  test('of one day is the day before, across a year', () => {
    expect(previousSpan({ from: day('2026-01-01'), to: day('2026-01-01') })).toEqual({ from: '2025-12-31', to: '2025-12-31' });
  });

  test('is not shortened by the night the clocks change', () => {
    expect(previousSpan({ from: day('2026-10-25'), to: day('2026-10-26') })).toEqual({ from: '2026-10-23', to: '2026-10-24' });
  });
});

describe('the points of the chart', () => {
  test('of one day are hours', () => expect(intervalsOf({ from: today, to: today })).toEqual(['hour']));
  test('of a month are days', () => expect(intervalsOf({ from: day('2026-10-01'), to: day('2026-10-31') })).toEqual(['day']));
  test('of a year are days, or months for who wants them', () => expect(intervalsOf({ from: day('2026-01-01'), to: day('2026-12-31') })).toEqual(['day', 'month']));
});
