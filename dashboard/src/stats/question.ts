import { previousSpan, type Interval, type Span } from '../dates/range';
import { withOffset, type SiteTime } from '../dates/siteClock';
import { wireFilter, type Filter } from './filters';
import { metricNames, type MetricName } from './metrics';
import type { StatsQuery } from './query';

/** What the reader wants to know: enough to write every query of the dashboard. */
export interface Question {
  readonly siteId: string;
  readonly zone: string;
  /** The site's wall clock when the question was asked. */
  readonly now: SiteTime;
  readonly span: Span;
  readonly interval: Interval;
  readonly filters: readonly Filter[];
}

/** The metrics that can be asked: views per visit mean nothing once single pages are picked out of the visits. */
export const metricsFor = (question: Question): readonly MetricName[] =>
  question.filters.some((filter) => filter.on === 'page') ? metricNames.filter((name) => name !== 'views_per_visit') : metricNames;

/** The parts that every query of the question shares. */
export const baseQuery = (question: Question, dates: readonly [string, string] = datesOf(question.span)) => ({
  site_id: question.siteId,
  date_range: dates,
  filters: question.filters.map(wireFilter),
}) satisfies Partial<StatsQuery>;

export const datesOf = (span: Span): readonly [string, string] => [span.from, span.to];

/**
 * The period before that is fair to compare with. While the last day is still running, the earlier period ends at the
 * same time of its last day: a morning is not compared with a whole day.
 */
export function comparableDates(question: Question): readonly [string, string] {
  const before = previousSpan(question.span);
  if (question.span.to !== question.now.day) return datesOf(before);
  return [
    withOffset(question.zone, { day: before.from, time: '00:00:00' }),
    withOffset(question.zone, { day: before.to, time: question.now.time }),
  ];
}
