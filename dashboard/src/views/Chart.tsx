import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { parseDay, type Day } from '../dates/day';
import { intervalsOf, previousSpan, type Interval } from '../dates/range';
import { spanText } from '../format/dayText';
import { change } from '../navigation/location';
import { theme } from '../state/theme';
import { metrics, type MetricName } from '../stats/metrics';
import type { Report } from '../stats/report';
import type { Series } from '../stats/series';
import { drawChart } from './drawChart';
import { PointNote } from './PointNote';
import { SeriesTable } from './SeriesTable';

const units: Record<Interval, string> = { hour: 'Hours', day: 'Days', month: 'Months' };

/** The time series of one metric. A day of it can be opened by a click or Enter, a stretch by dragging over it. */
export function Chart({ report, metric }: { report: Report | null; metric: MetricName }) {
  const isTable = useSignal(false);
  const table = useId();
  const series = report?.series.values[metric] ? report.series : null;
  return (
    <div class="chart">
      {report && series
        ? <Plot report={report} series={series} metric={metric} />
        : <div class="plot">{report && !report.error && <p class="empty">{metrics[metric].label} cannot be told for single pages</p>}</div>}
      <div class="chart-foot">
        {report && <Legend report={report} />}
        {report && <Intervals report={report} />}
        {series && (
          <button type="button" class="link quiet" aria-expanded={isTable.value} aria-controls={table} onClick={() => (isTable.value = !isTable.value)}>
            {isTable.value ? 'Hide table' : 'Table'}
          </button>
        )}
      </div>
      {series && isTable.value && <SeriesTable id={table} series={series} metric={metric} />}
    </div>
  );
}

function Legend({ report: { question: { span } } }: { report: Report }) {
  return (
    <p class="muted legend">
      <span><span class="key" aria-hidden="true" />{spanText(span)}</span>
      <span><span class="key before" aria-hidden="true" />{spanText(previousSpan(span))}</span>
    </p>
  );
}

function Intervals({ report }: { report: Report }) {
  const choices = intervalsOf(report.question.span);
  if (choices.length < 2) return null;
  return (
    <div class="segments" role="group" aria-label="Points of the chart">
      {choices.map((by) => (
        <button key={by} type="button" aria-pressed={report.question.interval === by} onClick={() => change({ by: by === choices[0] ? null : by }, { replace: true })}>
          {units[by]}
        </button>
      ))}
    </div>
  );
}

function Plot({ report, series, metric }: { report: Report; series: Series; metric: MetricName }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const at = useSignal<number | null>(null);
  const { labels, interval } = series;

  useEffect(() => {
    at.value = null;
    const drawn = drawChart(place.current!, report, metric, { point: (index) => (at.value = index), select: open });
    plot.current = drawn.plot;
    return drawn.remove;
  }, [report, metric, theme.value]);

  /** Shows the days from one point to another. */
  const open = (first: number, last: number) => {
    const days = [labels[first], labels[last]].map((label) => parseDay(label ?? ''));
    const [from, to] = days as [Day | null, Day | null];
    if (interval === 'day' && from && to) change({ range: { from, to }, by: null });
  };

  const move = (index: number) => {
    at.value = Math.max(0, Math.min(labels.length - 1, index));
    const left = plot.current?.valToPos(at.value, 'x') ?? -10;
    plot.current?.setCursor({ left, top: 0 });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const here = at.value ?? labels.length;
    const to = { ArrowLeft: here - 1, ArrowRight: at.value === null ? 0 : here + 1, Home: 0, End: labels.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && at.value !== null) open(at.value, at.value);
  };

  const leave = () => {
    at.value = null;
    plot.current?.setCursor({ left: -10, top: -10 });
  };

  return (
    <div
      class={interval === 'day' ? 'plot opens' : 'plot'} tabIndex={0} role="group"
      aria-label={`${metrics[metric].label}, ${units[interval].toLowerCase()} of ${spanText(report.question.span)}. Arrow keys read the points${interval === 'day' ? ', Enter opens a day' : ''}.`}
      onKeyDown={onKeyDown} onBlur={leave}
    >
      <div ref={place} class="canvas" aria-hidden="true" />
      {at.value !== null && at.value < labels.length && <PointNote report={report} metric={metric} at={at.value} plot={plot.current} />}
    </div>
  );
}
