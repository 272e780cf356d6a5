import { condition, goal, named, names, value } from './conditions.mjs';
import { text } from './text.mjs';

/** The label of a bucket of time, from the clock on the wall and the day. */
const label = (time, clock, span) => ({
  'time:minute': `strftime(${clock}, '%Y-%m-%d %H:%M:00')`,
  'time:hour': `strftime(${clock}, '%Y-%m-%d %H:00:00')`,
  'time:day': 'day::varchar',
  'time:week': `greatest(date_trunc('week', day)::date, date '${span.first}')::varchar`,
  'time:month': "date_trunc('month', day)::date::varchar",
})[time];

/**
 * The parts of a `with` that hold what counts of a question in a range: _e events, _v visits, _n entries, _r reports, each with its
 * groups g0, g1, … (and ga, which is the same for all).
 */
export function tally(name, question, { world, span, time }) {
  const { dimensions, filters } = question;
  const groups = ['ga', ...dimensions.map((_, i) => `g${i}`)].join(', ');
  const isTime = (d) => d.startsWith('time');
  const aboutEvents = [...filters.flatMap(named), ...dimensions].some((d) => d.startsWith('event:'));

  const all = (entered) => [`w = ${world.seed}`, ...filters.map((f) => condition(f, world, entered))].join(' and ');
  const within = `day between date '${span.first}' and date '${span.last}'` + (span.from === undefined ? '' : ` and t >= ${span.from} and t < ${span.before}`);
  const rowsOfGoals = world.goals.filter((g) => filters.filter((f) => f[1] === 'event:goal').every((f) => names(f, g.name)));
  const goals = `unnest(list_filter([${rowsOfGoals.map((g) => `case when ${goal(g, world)} then ${text(g.name)} end`).join(', ')}]::varchar[], lambda n: n is not null))`;
  const by = (clock, entered) =>
    ["'' as ga", ...dimensions.map((d, i) => `${isTime(d) ? label(time, clock, span) : d === 'event:goal' ? goals : value(d, entered)} as g${i}`)].join(', ');

  // A visit is in every bucket in which it was active.
  const from = span.from === undefined ? 'began' : `greatest(began, ${span.from})`;
  const to = span.from === undefined ? 'ended' : `least(ended, ${span.before - 1})`;
  const clockAt = 'timezone(zone, timezone(\'UTC\', make_timestamp_ms(x)))';
  const active = `unnest(list_distinct(list_transform(list_append(generate_series(${from}, ${to}, 60000), ${to}), lambda x: ${label(time, clockAt, span)})))`;
  const byOfVisit = () => ["'' as ga", ...dimensions.map((d, i) => `${isTime(d) ? (time === 'time:hour' || time === 'time:minute' ? active : label(time, '', span)) : value(d)} as g${i}`)].join(', ');
  const visits = aboutEvents
    ? `select distinct ${groups}, vid, vkey from ${name}_e where vid is not null`
    : `select ${byOfVisit()}, vid, vkey from visits where ${all()} and day between date '${span.first}' and date '${span.last}' and ${from} <= ${to}`;

  return {
    groups,
    parts: [
      `${name}_e as materialized (select ${by('clock')}, vid, vkey, name, currency, thousandths, props, t from events where ${all()} and ${within})`,
      `${name}_v as materialized (${visits})`,
      `${name}_n as (select distinct ${by('clock', true)}, vid from events where ${all(true)} and ${within} and entry is not null)`,
      `${name}_r as (select ${by('clock')}, vid, engaged, scroll from reports where ${all()} and ${within})`,
    ],
  };
}
