import { describe, expect, test } from 'vitest';
import { readSeries, seriesQuery } from '../../src/stats/series';
import { tickIndexes, tickUnit } from '../../src/stats/ticks';
import { day, someQuestion } from './some';

describe('a series by day', () => {
  const question = someQuestion({ span: { from: day('2026-11-02'), to: day('2026-11-07') } });
  const query = seriesQuery(question);
  const at = (name: string) => query.metrics.findIndex((metric) => metric === name);
  const row = query.metrics.map((_, i) => 10 + i);
  const series = readSeries(query, {
    results: [{ metrics: row, dimensions: ['2026-11-03'] }, { metrics: row, dimensions: ['2026-11-05'] }],
    meta: { time_labels: ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06', '2026-11-07'] },
  }, 'day', question.now);

  test('has 0 where nobody came, and nothing where the day has not', () => {
    expect(series.values.visitors).toEqual([0, 10, 0, 10, null, null]);
  });

  test('has no rate of nobody', () => {
    const rate = 10 + at('bounce_rate');
    expect(series.values.bounce_rate).toEqual([null, rate, null, rate, null, null]);
  });

  test('knows which day is still running', () => expect(series.running).toBe(3));
});

describe('a series by hour', () => {
  const question = someQuestion({ span: { from: day('2026-11-05'), to: day('2026-11-05') }, interval: 'hour' });
  const labels = [13, 14, 15].map((hour) => `2026-11-05 ${hour}:00:00`);
  const series = readSeries(seriesQuery(question), { results: [], meta: { time_labels: labels } }, 'hour', question.now);

  test('stops at the hour that is running', () => {
    expect(series.values.visits).toEqual([0, 0, null]);
    expect(series.running).toBe(1);
  });

  test('has one point for the hour that comes twice when clocks go back', () => {
    const twice = ['2026-10-25 02:00:00', '2026-10-25 03:00:00', '2026-10-25 03:00:00', '2026-10-25 04:00:00'];
    const night = readSeries(seriesQuery(question), { results: [], meta: { time_labels: twice } }, 'hour', question.now);
    expect(night.labels).toEqual(['2026-10-25 02:00:00', '2026-10-25 03:00:00', '2026-10-25 04:00:00']);
    expect(night.running).toBe(-1);
  });
});

test('A month is running until its last day is over', () => {
  const question = someQuestion({ interval: 'month' });
  const series = readSeries(seriesQuery(question), { results: [], meta: { time_labels: ['2026-10-01', '2026-11-01'] } }, 'month', question.now);
  expect(series.running).toBe(1);
});

test('Without labels the points are those that have visits', () => {
  const query = seriesQuery(someQuestion());
  const series = readSeries(query, { results: [{ metrics: [4], dimensions: ['2026-11-01'] }], meta: {} }, 'day', someQuestion().now);
  expect(series.labels).toEqual(['2026-11-01']);
  expect(series.values.visitors).toEqual([4]);
});

test('A series that failed draws nothing', () => {
  expect(readSeries(seriesQuery(someQuestion()), { error: 'no' }, 'day', someQuestion().now)).toEqual({ interval: 'day', labels: [], values: {}, running: -1 });
});

describe('the names on the axis', () => {
  const hours = Array.from({ length: 24 }, (_, i) => `2026-11-05 ${String(i).padStart(2, '0')}:00:00`);
  const days = (count: number) => Array.from({ length: count }, (_, i) => new Date(Date.UTC(2026, 0, 10 + i)).toISOString().slice(0, 10));

  test('of a day are every few hours', () => expect(tickIndexes(hours, 'hour', 8)).toEqual([0, 3, 6, 9, 12, 15, 18, 21]));
  test('of four weeks are weeks, where there is little room', () => expect(tickIndexes(days(28), 'day', 4)).toEqual([0, 7, 14, 21]));
  test('of a year are its months', () => {
    expect(tickUnit(days(365), 'day')).toBe('month');
    expect(tickIndexes(days(365), 'day', 12).map((i) => days(365)[i]!.slice(8))).toEqual(Array(12).fill('01'));
  });
  test('never crowd, however narrow', () => expect(tickIndexes(days(90), 'day', 0).length).toBe(1));
});
