import type uPlot from 'uplot';
import { changeOf } from '../format/change';
import { labelText } from '../format/dayText';
import { fullNumber } from '../format/number';
import { metrics, type MetricName } from '../stats/metrics';
import type { Report } from '../stats/report';

interface PointNoteProps {
  readonly report: Report;
  readonly metric: MetricName;
  /** The index of the point. */
  readonly at: number;
  readonly plot: uPlot | null;
}

/** What one point of the chart says, beside it. */
export function PointNote({ report, metric, at, plot }: PointNoteProps) {
  const { series, seriesBefore } = report;
  const { kind, label } = metrics[metric];
  const now = series.values[metric]?.[at] ?? null;
  const labelBefore = seriesBefore.labels[at];
  const before = seriesBefore.values[metric]?.[at] ?? null;
  const isRunning = at === series.running;
  const change = isRunning ? null : changeOf(kind, now, before);
  const sign = { up: '+', down: '−', same: '' };
  return (
    <div class="point-note" role="status" style={placeOf(plot, at, series.labels.length)}>
      <p class="point-now">
        <b>{fullNumber(kind, now)}</b> {label.toLowerCase()}
        {change && <span class="muted"> {change.text === 'new' ? 'new' : sign[change.direction] + change.text}</span>}
      </p>
      <p>{labelText(series.labels[at]!, series.interval)}{isRunning && ', so far'}</p>
      {labelBefore && <p class="muted">{fullNumber(kind, before)} on {labelText(labelBefore, series.interval)}</p>}
    </div>
  );
}

/** To the right of the point in the left half, to the left of it in the right half; on a small screen at that edge. */
function placeOf(plot: uPlot | null, at: number, count: number): Record<string, string> {
  if (!plot) return {};
  const left = plot.over.offsetLeft + plot.valToPos(at, 'x');
  if (plot.width < 480) return at < count / 2 ? { right: '8px', left: 'auto' } : { left: '8px', right: 'auto' };
  return at < count / 2 ? { left: `${left + 12}px`, right: 'auto' } : { right: `${plot.width - left + 12}px`, left: 'auto' };
}
