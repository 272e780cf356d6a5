import { expand, named } from './conditions.mjs';
import { tally } from './tally.mjs';

const isGoalOrProp = (d) => d === 'event:goal' || d.startsWith('event:props:');

/** The answer to a question, in the JSON of the wire. */
export async function answer(ask, clock, world, asked) {
  const question = { ...asked, filters: expand(asked.filters, world.segments) };
  const span = await clock.resolve(question.date_range, world.now, world.created);
  const dimension = question.dimensions.find((d) => d.startsWith('time'));
  const scene = { world, span, time: dimension && (await clock.bucketOf(dimension, span)) };
  const rows = await ask(sql(question, scene));
  const { offset, limit } = question.pagination;
  const width = question.dimensions.length;
  return {
    results: rows.slice(offset, offset + limit).map((row) => ({
      dimensions: row.slice(0, width),
      metrics: question.metrics.map((_, i) => shown(row.slice(width + 3 * i, width + 3 * i + 3))),
    })),
    meta: { total_rows: rows.length },
  };
}

const shown = ([number, scale, currency]) =>
  number === null ? null : currency === null ? number / scale : { value: number / scale, currency };

function sql(question, scene) {
  const main = tally('q', question, scene);
  const parts = [...main.parts];
  const { dimensions, metrics } = question;
  const other = (name, dims, keepsGoals = true) => {
    const filters = keepsGoals ? question.filters : question.filters.filter((f) => !isGoalOrProp(String(f[1])));
    const made = tally(name, { dimensions: dims, filters }, scene);
    parts.push(...made.parts);
    return made.groups;
  };

  const { groups } = main;
  const joins = [];
  const join = (name, body, using = groups) => {
    parts.push(`${name} as (${body})`);
    joins.push(`left join ${name} using (${using})`);
  };
  join('visited_', `select ${groups}, count(*) as visits, count(distinct vkey) as visitors, sum(bounced::int) as bounced, sum(lasted) as lasted, sum(views) as viewed
    from q_v join visits using (vid, vkey) group by ${groups}`);
  join('happened', `select ${groups}, count(*) as events, count(*) filter (where name = 'pageview') as pageviews, count(currency) as paid,
    sum(thousandths) as thousandths, any_value(currency) as currency from q_e group by ${groups}`);
  if (metrics.some((m) => ['bounce_rate', 'visit_duration'].includes(m))) {
    join('entered', `select ${groups}, count(*) as entries, sum(bounced::int) as bounced_, sum(lasted) as lasted_ from q_n join visits using (vid) group by ${groups}`);
  }

  if (metrics.some((m) => ['scroll_depth', 'time_on_page'].includes(m))) {
    join('reported', `select ${groups}, count(*) as reporting, count(scroll) as scrolled, sum(scroll) as scroll, sum(engaged) as engaged
      from (select ${groups}, vid, max(scroll) as scroll, sum(engaged) as engaged from q_r group by ${groups}, vid) group by ${groups}`);
  }

  if (metrics.includes('percentage')) {
    other('p', []);
    parts.push('everybody as (select count(distinct vkey) as n from p_v)');
  }

  if (metrics.includes('conversion_rate')) {
    other('c', [], false);
    parts.push('unconverted as (select count(distinct vkey) as n from c_v)');
  }

  if (metrics.includes('group_conversion_rate')) {
    const rest = dimensions.map((d, i) => [d, i]).filter(([d]) => d !== 'event:goal');
    const renamed = other('u', rest.map(([d]) => d), false);
    const back = ['ga', ...rest.map(([, i]) => `g${i}`)];
    join('ungrouped', `select ${renamed.split(', ').map((g, i) => `${g} as ${back[i]}`).join(', ')}, count(distinct vkey) as unconverted_n from u_v group by ${renamed}`, back.join(', '));
  }

  if (metrics.includes('exit_rate')) {
    other('x', ['event:page']);
    join('shown_', "select ga, g0, count(*) filter (where name = 'pageview') as shown_n from x_e group by ga, g0");
  }

  // Where there are no dimensions, the one row is there even if nothing counts.
  const sources = ['q_v', 'q_e', ...(metrics.some((m) => ['bounce_rate', 'visit_duration'].includes(m)) ? ['q_n'] : []),
    ...(metrics.some((m) => ['scroll_depth', 'time_on_page'].includes(m)) ? ['q_r'] : [])];
  parts.push(`keys as (${[...sources.map((s) => `select ${groups} from ${s}`), ...(dimensions.length === 0 ? ["select '' as ga"] : [])].join(' union ')})`);

  const measured = metrics.map((m) => measure(m, question));
  const fractions = measured.flatMap(({ amount, divisor, currency, counts }, i) => [
    `coalesce(${amount}, 0)::hugeint as a${i}`, `coalesce(${divisor}, 0)::hugeint as d${i}`,
    `${currency ?? 'null'} as c${i}`, `coalesce(${counts ?? `${divisor} > 0`}, false) as n${i}`,
  ]);
  const values = measured.flatMap(({ scale, orNull }, i) => [
    `case when d${i} > 0 then a${i}::double / d${i} ${orNull ? '' : 'else 0 '}end as e${i}`,
    `(case when d${i} > 0 then sign(a${i}) * ((2 * abs(a${i}) * ${scale} + d${i}) // (2 * d${i})) ${orNull ? '' : 'else 0 '}end)::double as s${i}`,
  ]);
  parts.push(`fractions as (select ${groups}, ${fractions.join(', ')} from keys ${joins.join(' ')})`);
  parts.push(`measured as (select *, ${values.join(', ')} from fractions)`);
  const chosen = [...dimensions.map((_, i) => `g${i}`), ...measured.flatMap(({ scale }, i) => [`s${i}`, `${scale}`, `c${i}`])];
  return `with ${parts.join(',\n')}
    select ${chosen.join(', ')} from measured
    ${dimensions.length === 0 ? '' : `where ${measured.map((_, i) => `n${i}`).join(' or ')}`}
    order by ${order(question).join(', ')}`;
}

/** A metric as a fraction: of nothing it is 0 or null, and it makes a row appear where `counts` (or where the divisor is above 0). */
function measure(metric, { dimensions, filters }) {
  const byPage = dimensions.includes('event:page');
  const count = (column) => ({ amount: column, divisor: '1', scale: 1, counts: `${column} > 0` });
  const share = (of, scale) => ({ amount: '100 * visitors', divisor: of, scale, counts: 'visitors > 0' });
  const money = (divisor) => ({
    amount: 'thousandths', scale: 1000, orNull: true, counts: 'paid > 0',
    divisor: `case when paid > 0 and (select count(distinct currency) from q_e) = 1 then 1000 * ${divisor} end`,
    currency: 'currency',
  });
  switch (metric) {
    case 'visitors': case 'visits': case 'pageviews': case 'events': return count(metric);
    case 'bounce_rate': return byPage || filters.flatMap(named).includes('event:page')
      ? { amount: '100 * bounced_', divisor: 'entries', scale: 1 }
      : { amount: '100 * bounced', divisor: 'visits', scale: 1 };
    case 'visit_duration': return byPage
      ? { amount: 'lasted_', divisor: '1000 * entries', scale: 1 }
      : { amount: 'lasted', divisor: '1000 * visits', scale: 1 };
    case 'views_per_visit': return { amount: 'viewed', divisor: 'visits', scale: 100 };
    case 'percentage': return share('(select n from everybody)', 10);
    case 'conversion_rate': return share('(select n from unconverted)', 100);
    case 'group_conversion_rate': return share('unconverted_n', 100);
    case 'exit_rate': return { amount: '100 * visits', divisor: 'shown_n', scale: 10, orNull: true, counts: 'visits > 0' };
    case 'scroll_depth': return { amount: 'scroll', divisor: 'scrolled', scale: 1, orNull: true };
    case 'time_on_page': return { amount: 'engaged', divisor: '1000 * reporting', scale: 1, orNull: true };
    case 'total_revenue': return money('1');
    case 'average_revenue': return money('paid');
    default: throw new Error(metric);
  }
}

function order({ dimensions, metrics, order_by: given }) {
  const time = dimensions.find((d) => d.startsWith('time'));
  const keys = given ?? [...(time ? [[time, 'asc']] : []), [metrics[0], 'desc']];
  return [...keys, ...dimensions.map((d) => [d, 'asc'])].map(([name, way]) =>
    metrics.includes(name) ? `e${metrics.indexOf(name)} ${way} nulls ${way === 'asc' ? 'first' : 'last'}` : `g${dimensions.indexOf(name)} ${way}`).concat(dimensions.length ? [] : ['1']);
}
