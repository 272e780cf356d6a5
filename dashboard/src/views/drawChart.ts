import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { tickText } from '../format/dayText';
import { shortNumber, type NumberKind } from '../format/number';
import { metrics, type MetricName } from '../stats/metrics';
import type { Report } from '../stats/report';
import { tickIndexes, tickUnit } from '../stats/ticks';

interface ChartEvents {
  /** The point under the pointer, by index; null when there is none. */
  readonly point: (index: number | null) => void;
  /** A click on a point, or a stretch dragged over: its first and last point. */
  readonly select: (first: number, last: number) => void;
}

const height = 260;
const font = '12px system-ui, -apple-system, "Segoe UI", sans-serif';

/** Steps of the vertical axis that people count in. */
const steps: Readonly<Record<NumberKind, number[]>> = {
  count: [1, 2, 5].flatMap((n) => Array.from({ length: 12 }, (_, e) => n * 10 ** e)).sort((a, b) => a - b),
  ratio: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100],
  percent: [1, 2, 5, 10, 20, 25, 50],
  seconds: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400],
};

/** Draws the report's series of the metric into the place, and keeps it as wide as the place. */
export function drawChart(place: HTMLElement, report: Report, metric: MetricName, events: ChartEvents): { plot: uPlot; remove: () => void } {
  const plot = new uPlot(optionsOf(place, report, metric, events), dataOf(report, metric), place);
  const resizing = new ResizeObserver(() => {
    if (place.clientWidth > 0 && place.clientWidth !== plot.width) plot.setSize({ width: place.clientWidth, height });
  });
  resizing.observe(place);
  return {
    plot,
    remove: () => {
      resizing.disconnect();
      plot.destroy();
    },
  };
}

/** The points by index, the period before, what is complete, and the last stretch to the point that is still filling. */
function dataOf({ series, seriesBefore }: Report, metric: MetricName): uPlot.AlignedData {
  const { labels, running } = series;
  const values = series.values[metric] ?? [];
  const before = seriesBefore.values[metric] ?? [];
  const isTail = (i: number) => running >= 0 && i >= running - 1 && i <= running;
  return [
    labels.map((_, i) => i),
    labels.map((_, i) => before[i] ?? null),
    labels.map((_, i) => (running >= 0 && i >= running && labels.length > 1 ? null : values[i] ?? null)),
    labels.map((_, i) => (isTail(i) ? values[i] ?? null : null)),
  ];
}

function optionsOf(place: HTMLElement, { series }: Report, metric: MetricName, events: ChartEvents): uPlot.Options {
  const { labels, interval } = series;
  const { kind } = metrics[metric];
  const paint = paintsOf(place);
  const unit = tickUnit(labels, interval);
  const axis: uPlot.Axis = { stroke: paint('--ink-soft'), font, ticks: { show: false } };
  const isDense = labels.length > place.clientWidth / 6;
  const line: uPlot.Series = { stroke: paint('--accent'), width: isDense ? 1.25 : 2, spanGaps: true, points: { show: labels.length < 3, size: 7, fill: paint('--accent') } };
  return {
    width: place.clientWidth,
    height,
    padding: [12, 12, 0, 4],
    legend: { show: false },
    scales: {
      x: { time: false, range: () => (labels.length > 1 ? [0, labels.length - 1] : [-1, 1]) },
      y: { range: (_plot, _least, most) => [0, topOf(kind, most)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 30,
        splits: (plot) => [...tickIndexes(labels, interval, Math.floor(plot.width / (unit === 'hour' ? 56 : 72)))],
        values: (_plot, splits) => splits.map((i) => tickText(labels[i] ?? '', unit)),
      },
      {
        ...axis,
        grid: { stroke: paint('--rule'), width: 1 },
        size: (_plot, texts) => 16 + 7 * Math.max(2, ...(texts ?? []).map((text) => text.length)),
        gap: 8,
        space: 44,
        incrs: steps[kind],
        values: (_plot, splits) => splits.map((value) => (kind === 'percent' ? `${value}%` : shortNumber(kind, value))),
      },
    ],
    series: [
      {},
      { ...line, stroke: paint('--ink-faint'), width: isDense ? 1 : 1.5, points: { ...line.points, fill: paint('--ink-faint') } },
      { ...line, fill: (plot) => shade(plot, paint('--accent-wash'), paint('--accent-none')) },
      { ...line, dash: [4, 5] },
    ],
    cursor: {
      y: false,
      points: { size: 8, width: 0, fill: (_plot, i) => paint(i === 1 ? '--ink-faint' : '--accent') },
      drag: { x: interval === 'day', y: false, setScale: false },
    },
    hooks: {
      // uPlot keeps the click that ends a drag to itself.
      ready: [(plot) => plot.over.addEventListener('click', () => plot.cursor.idx != null && events.select(plot.cursor.idx, plot.cursor.idx))],
      setCursor: [(plot) => events.point((plot.cursor.left ?? -1) >= 0 ? plot.cursor.idx ?? null : null)],
      setSelect: [(plot) => {
        if (plot.select.width < 6) return;
        events.select(Math.round(plot.posToVal(plot.select.left, 'x')), Math.round(plot.posToVal(plot.select.left + plot.select.width, 'x')));
      }],
    },
  };
}

/** A little above the highest point; a quiet chart still has a scale. */
function topOf(kind: NumberKind, most: number | null): number {
  const least = { count: 4, ratio: 2, seconds: 30, percent: 20 }[kind];
  const top = Math.max(least, (most ?? 0) * 1.08);
  return kind === 'percent' ? Math.min(100, top) : top;
}

/** Reads the theme's colours as the canvas needs them: resolved. */
function paintsOf(place: HTMLElement): (variable: string) => string {
  return (variable) => {
    place.style.color = `var(${variable})`;
    const color = getComputedStyle(place).color;
    place.style.color = '';
    return color;
  };
}

function shade(plot: uPlot, top: string, bottom: string): CanvasGradient | string {
  const { top: from, height: size } = plot.bbox;
  if (!Number.isFinite(from + size)) return bottom;
  const gradient = plot.ctx.createLinearGradient(0, from, 0, from + size);
  gradient.addColorStop(0, top);
  gradient.addColorStop(1, bottom);
  return gradient;
}
