import { changeOf, type Change } from '../format/change';
import { fullNumber, shortNumber } from '../format/number';
import { change as go, view } from '../navigation/location';
import { metricNames, metrics, type Metric, type MetricName } from '../stats/metrics';
import type { Report } from '../stats/report';

/** The six numbers. Each is a button that puts its metric on the chart. */
export function Headlines({ report }: { report: Report | null }) {
  return (
    <div class="headlines" role="group" aria-label="Metrics">
      {metricNames.map((name) => <Headline key={name} name={name} report={report} />)}
    </div>
  );
}

function Headline({ name, report }: { name: MetricName; report: Report | null }) {
  const metric: Metric = metrics[name];
  const now = report?.headline[name] ?? null;
  const before = report?.before[name] ?? null;
  const change = changeOf(metric.kind, now, before);
  const about = report ? `${metric.label}: ${fullNumber(metric.kind, now)}; before: ${fullNumber(metric.kind, before)}` : metric.label;
  return (
    <button type="button" class="headline" aria-pressed={view.value.metric === name} title={about} onClick={() => go({ metric: name }, { replace: true })}>
      <span class="headline-label">{metric.label}</span>
      <span class="headline-value">{report ? shortNumber(metric.kind, now) : <span class="bone">000</span>}</span>
      <span class="headline-change">{change ? <ChangeText change={change} better={metric.better} /> : <>&nbsp;</>}</span>
    </button>
  );
}

const arrows = { up: 'M1 7l4-5 4 5z', down: 'M1 3l4 5 4-5z', same: 'M1 4.2h8v1.6H1z' } as const;
const words = { up: 'up', down: 'down', same: 'unchanged' } as const;

function ChangeText({ change, better }: { change: Change; better: Metric['better'] }) {
  const tone = change.direction === 'same' ? 'muted' : change.direction === better ? 'good' : 'bad';
  return (
    <span class={tone}>
      <svg viewBox="0 0 10 10" width="9" height="9" aria-hidden="true"><path d={arrows[change.direction]} /></svg>
      <span class="visually-hidden">{words[change.direction]} </span>
      {change.text}
    </span>
  );
}
