import { firstOfMonth } from '../dates/day';
import { previousSpan, type Interval, type Span } from '../dates/range';
import type { SiteTime } from '../dates/siteClock';
import { metrics, type MetricName } from './metrics';
import type { StatsAnswer, StatsQuery } from './query';
import { baseQuery, datesOf, metricsFor, type Question } from './question';

/** Points in time with every metric of each: switching the metric asks nothing. */
export interface Series {
  readonly interval: Interval;
  /** As the API names the points, in the site's zone. */
  readonly labels: readonly string[];
  /** One value a point; null where there is none: a rate of no visits, or a moment that has not come. */
  readonly values: Readonly<Partial<Record<MetricName, readonly (number | null)[]>>>;
  /** The point that is still filling, or -1. */
  readonly running: number;
}

export const seriesQuery = (question: Question, span: Span = question.span): StatsQuery => ({
  ...baseQuery(question, datesOf(span)),
  metrics: metricsFor(question),
  dimensions: [`time:${question.interval}`],
  include: { time_labels: true },
});

export const seriesBeforeQuery = (question: Question): StatsQuery => seriesQuery(question, previousSpan(question.span));

/**
 * Rows exist only for points with visits. Of the others a count is 0, and a mean or a rate is unknown: an hour
 * without visits has no bounce rate of 0%.
 */
export function readSeries(query: StatsQuery, answer: StatsAnswer | undefined, interval: Interval, now: SiteTime): Series {
  if (!answer || 'error' in answer) return { interval, labels: [], values: {}, running: -1 };
  const rows = new Map(answer.results.map((result) => [result.dimensions[0] ?? '', result.metrics]));
  // When clocks go back an hour occurs twice under one name: it is one point.
  const labels = [...new Set(answer.meta.time_labels ?? rows.keys())];
  const current = pointOf(now, interval);
  const prefix = current.length;
  const valueAt = (label: string, name: MetricName, at: number): number | null => {
    const row = rows.get(label);
    if (row) return row[at] ?? null;
    const hasBegun = label.slice(0, prefix) <= current;
    return hasBegun && metrics[name].kind === 'count' ? 0 : null;
  };
  return {
    interval,
    labels,
    values: Object.fromEntries(query.metrics.map((name, at) => [name, labels.map((label) => valueAt(label, name, at))])),
    running: labels.findIndex((label) => label.slice(0, prefix) === current),
  };
}

/** The beginning of the label of the point that the moment is in. */
function pointOf(now: SiteTime, interval: Interval): string {
  switch (interval) {
    case 'hour': return `${now.day} ${now.time.slice(0, 2)}`;
    case 'day': return now.day;
    case 'month': return firstOfMonth(now.day).slice(0, 7);
  }
}
