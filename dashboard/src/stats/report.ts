import { dimensionKeys, type DimensionKey } from './dimensions';
import { cardQuery, readList, type List } from './list';
import type { MetricName } from './metrics';
import type { StatsAnswer, StatsQuery } from './query';
import { baseQuery, comparableDates, metricsFor, type Question } from './question';
import { readSeries, seriesBeforeQuery, seriesQuery, type Series } from './series';

/** Everything on the dashboard, from one request. */
export interface Report {
  readonly question: Question;
  readonly headline: Headline;
  readonly before: Headline;
  readonly series: Series;
  readonly seriesBefore: Series;
  readonly lists: Readonly<Record<DimensionKey, List>>;
  /** Why there are no headlines, if there are none. */
  readonly error: string | null;
}

/** A metric that was not asked for or is not known is absent or null. */
export type Headline = Readonly<Partial<Record<MetricName, number | null>>>;

/** The queries of a dashboard load; {@link readReport} takes the answers in this order. */
export function reportQueries(question: Question): readonly StatsQuery[] {
  return [
    headlineQuery(question),
    { ...baseQuery(question, comparableDates(question)), metrics: metricsFor(question) },
    seriesQuery(question),
    seriesBeforeQuery(question),
    ...dimensionKeys.map((key) => cardQuery(question, key)),
  ];
}

export function readReport(question: Question, answers: readonly StatsAnswer[]): Report {
  const queries = reportQueries(question);
  const [headline, before, series, seriesBefore, ...lists] = queries.map((query, i) => ({ query, answer: answers[i] }));
  const read = (part: typeof headline) => readHeadline(part!.query, part!.answer);
  const draw = (part: typeof series) => readSeries(part!.query, part!.answer, question.interval, question.now);
  return {
    question,
    headline: read(headline),
    before: read(before),
    series: draw(series),
    seriesBefore: draw(seriesBefore),
    lists: Object.fromEntries(
      dimensionKeys.map((key, i) => [key, readList(lists[i]!.query, lists[i]!.answer)]),
    ) as Record<DimensionKey, List>,
    error: !headline!.answer ? 'No answer.' : 'error' in headline!.answer ? headline!.answer.error : null,
  };
}

const headlineQuery = (question: Question): StatsQuery => ({ ...baseQuery(question), metrics: metricsFor(question) });

/** Nobody came: no row, or a row of zeros, of which those are nothing that would be shares or means of visits. */
function readHeadline(query: StatsQuery, answer: StatsAnswer | undefined): Headline {
  if (!answer || 'error' in answer) return {};
  const row = answer.results[0]?.metrics ?? [];
  const nobody = row[query.metrics.indexOf('visits')] === 0;
  return Object.fromEntries(query.metrics.map((name, i) => [name, nobody && emptyValue(name) === null ? null : (row[i] ?? emptyValue(name))]));
}

const emptyValue = (name: MetricName): number | null => (name === 'visitors' || name === 'visits' || name === 'pageviews' ? 0 : null);

export const isEmpty = (report: Report): boolean => !report.error && !report.headline.visitors;
