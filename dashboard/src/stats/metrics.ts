import type { NumberKind } from '../format/number';

/** A number the dashboard shows. Its meaning is the API's; here is how it reads. */
export interface Metric {
  readonly label: string;
  /** The heading of a narrow column. */
  readonly short: string;
  readonly kind: NumberKind;
  /** Which direction is good news. */
  readonly better: 'up' | 'down';
}

/** In the order of the headlines. */
export const metrics = {
  visitors: { label: 'Visitors', short: 'Visitors', kind: 'count', better: 'up' },
  visits: { label: 'Visits', short: 'Visits', kind: 'count', better: 'up' },
  pageviews: { label: 'Pageviews', short: 'Views', kind: 'count', better: 'up' },
  views_per_visit: { label: 'Views per visit', short: 'Per visit', kind: 'ratio', better: 'up' },
  bounce_rate: { label: 'Bounce rate', short: 'Bounces', kind: 'percent', better: 'down' },
  visit_duration: { label: 'Visit duration', short: 'Duration', kind: 'seconds', better: 'up' },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;

export const metricNames = Object.keys(metrics) as MetricName[];

export const isMetricName = (text: string): text is MetricName => Object.hasOwn(metrics, text);
