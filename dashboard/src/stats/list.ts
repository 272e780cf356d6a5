import { dimension, dimensions, type DimensionKey } from './dimensions';
import type { MetricName } from './metrics';
import type { StatsAnswer, StatsQuery } from './query';
import { baseQuery, type Question } from './question';

/** The values of a dimension with the most visitors, or the reason that there is no answer. */
export interface List {
  readonly rows: readonly Row[];
  /** How many values there are, shown or not. */
  readonly total: number;
  readonly error: string | null;
}

export interface Row {
  readonly value: string;
  readonly numbers: Readonly<Partial<Record<MetricName, number | null>>>;
}

/** Rows on a card; the rest is one click away. */
export const cardRows = 9;

/** Rows that the full list fetches at a time. */
export const pageRows = 100;

/** The first rows of a card: visitors only. */
export const cardQuery = (question: Question, key: DimensionKey): StatsQuery =>
  listQuery(question, key, ['visitors'], { limit: cardRows, offset: 0 });

/** A page of the full list, with all its columns. */
export const fullQuery = (question: Question, key: DimensionKey, offset: number): StatsQuery =>
  listQuery(question, key, dimension(key).columns, { limit: pageRows, offset });

function listQuery(question: Question, key: DimensionKey, columns: readonly MetricName[], pagination: { limit: number; offset: number }): StatsQuery {
  const { name } = dimensions[key];
  return {
    ...baseQuery(question),
    metrics: columns,
    dimensions: [name],
    // The value settles ties, so that no row is on two pages.
    order_by: [['visitors', 'desc'], [name, 'asc']],
    pagination,
    include: { total_rows: true },
  };
}

export function readList(query: StatsQuery, answer: StatsAnswer | undefined): List {
  if (!answer || 'error' in answer) return { rows: [], total: 0, error: answer?.error ?? 'No answer.' };
  const rows = answer.results.map((result) => ({
    value: result.dimensions[0] ?? '',
    numbers: Object.fromEntries(query.metrics.map((name, i) => [name, result.metrics[i] ?? null])),
  }));
  return { rows, total: answer.meta.total_rows ?? rows.length, error: null };
}
