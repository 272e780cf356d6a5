import { labelText } from '../format/dayText';
import { fullNumber } from '../format/number';
import { metrics, type MetricName } from '../stats/metrics';
import type { Series } from '../stats/series';

/** The chart as a table, for screen readers and for people who prefer to read numbers. */
export function SeriesTable({ id, series, metric }: { id: string; series: Series; metric: MetricName }) {
  const { label, kind } = metrics[metric];
  return (
    <div class="series-rows" id={id} tabIndex={0} role="region" aria-label={`${label} as a table`}>
      <table class="list">
        <thead><tr><th scope="col">Time</th><th scope="col" class="number">{label}</th></tr></thead>
        <tbody>
          {series.labels.map((point, i) => (
            <tr key={point}><th scope="row">{labelText(point, series.interval)}</th><td class="number">{fullNumber(kind, series.values[metric]?.[i] ?? null)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
