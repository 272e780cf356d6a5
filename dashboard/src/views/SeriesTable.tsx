import { useSignal } from '@preact/signals';
import { labelText } from '../format/dayText';
import { fullNumber } from '../format/number';
import { metrics, type MetricName } from '../stats/metrics';
import type { Series } from '../stats/series';

/** The chart in words, for whoever would rather read it; rows are made when it is opened. */
export function SeriesTable({ series, metric }: { series: Series; metric: MetricName }) {
  const isOpen = useSignal(false);
  const { label, kind } = metrics[metric];
  return (
    <details class="series-table" onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>Show as a table</summary>
      {isOpen.value && (
        <div class="series-rows" tabIndex={0} role="region" aria-label={`${label} as a table`}>
          <table class="list">
            <thead><tr><th scope="col">Time</th><th scope="col" class="number">{label}</th></tr></thead>
            <tbody>
              {series.labels.map((point, i) => (
                <tr key={point}><th scope="row">{labelText(point, series.interval)}</th><td class="number">{fullNumber(kind, series.values[metric]?.[i] ?? null)}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
