import type { WireFilter } from './filters';
import type { MetricName } from './metrics';

/** A query of the Stats API v2, as far as the dashboard speaks it. */
export interface StatsQuery {
  readonly site_id: string;
  readonly metrics: readonly MetricName[];
  /** Two days of the site, or two instants with offsets. */
  readonly date_range: readonly [string, string];
  readonly dimensions?: readonly string[];
  readonly filters?: readonly WireFilter[];
  readonly order_by?: readonly (readonly [string, 'asc' | 'desc'])[];
  readonly pagination?: { readonly limit: number; readonly offset: number };
  readonly include?: { readonly time_labels?: true; readonly total_rows?: true };
}

/** What came back for one query; metrics and dimensions in the order of the query. */
export type StatsAnswer = StatsResults | { readonly error: string };

export interface StatsResults {
  readonly results: readonly { readonly metrics: readonly (number | null)[]; readonly dimensions: readonly string[] }[];
  readonly meta: { readonly time_labels?: readonly string[]; readonly total_rows?: number };
}

/** Many queries, one request: the answers in the order of the queries. */
export interface StatsAnswers {
  readonly answers: readonly StatsAnswer[];
}
