import { expand, named, names, number } from './conditions.mjs';
import { tally } from './tally.mjs';
import { text } from './text.mjs';

const isGoalOrProp = (d) => d === 'event:goal' || d.startsWith('event:props:');
const isOfEverybody = (f) => !isGoalOrProp(String(f[1]));

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
      metrics: question.metrics.map((m, i) => moment(m, shown(row.slice(width + 3 * i, width + 3 * i + 3)))),
    })),
    meta: { total_rows: rows.length },
  };
}

const moment = (metric, number) => (metric.endsWith('_seen') && number !== null ? new Date(number).toISOString() : number);

const shown = ([number, scale, currency]) =>
  number === null ? null : currency === null ? number / scale : { value: number / scale, currency };

function sql(question, scene) {
  const main = tally('q', question, scene);
  const parts = [...main.parts];
  const { dimensions, metrics } = question;
  const other = (name, dims, keeps = () => true) => {
    const filters = question.filters.filter(keeps);
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
  const own = reporting(question, scene.world);
  const paid = own === null ? 'currency is not null' : `currency = ${text(own)}`;
  join('happened', `select ${groups}, count(*) as events, count(*) filter (where name = 'pageview') as pageviews, count(*) filter (where ${paid}) as paid,
    min(t) as first_seen, max(t) as last_seen, sum(thousandths) filter (where ${paid}) as thousandths, any_value(currency) filter (where ${paid}) as currency from q_e group by ${groups}`);
  metrics.forEach((metric, i) => {
    const [, figure, key, above, upTo] = FIGURE.exec(metric) ?? [];
    if (figure === undefined) return;
    const at = figure === 'median' ? 0.5 : /^p[0-9]/.test(figure) ? Number(figure.slice(1)) / 100 : 0;
    const within = [above ? `n > ${number(text(above))}` : 'true', upTo ? `n <= ${number(text(upTo))}` : 'true'].join(' and ');
    join(`numbers${i}`, `select ${groups}, count(n) as counted${i}, sum(n) as summed${i}, min(n) as least${i}, max(n) as greatest${i},
      quantile_disc(n, ${at}) as ranked${i}, count(*) filter (where n is not null and ${within}) as within${i}
      from (select *, ${number(`props[${text(key)}]`)} as n from q_e) group by ${groups}`);
  });

  if (metrics.includes('goal_value')) {
    const at = dimensions.indexOf('event:goal');
    other('w', at < 0 ? [...dimensions, 'event:goal'] : dimensions);
    const worth = valued(question, scene.world).map((g) => `when ${text(g.name)} then ${g.thousandths}`).join(' ');
    join('worth_', `select ${groups}, sum(case g${at < 0 ? dimensions.length : at} ${worth || "when '' then null"} end) as worth from w_e group by ${groups}`);
  }

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
    other('c', [], isOfEverybody);
    parts.push('unconverted as (select count(distinct vkey) as n from c_v)');
  }

  if (metrics.includes('group_conversion_rate')) {
    const rest = dimensions.map((d, i) => [d, i]).filter(([d]) => d !== 'event:goal');
    const renamed = other('u', rest.map(([d]) => d), isOfEverybody);
    const back = ['ga', ...rest.map(([, i]) => `g${i}`)];
    join('ungrouped', `select ${renamed.split(', ').map((g, i) => `${g} as ${back[i]}`).join(', ')}, count(distinct vkey) as unconverted_n from u_v group by ${renamed}`, back.join(', '));
  }

  if (metrics.includes('exit_rate')) {
    other('x', ['event:page'], (f) => JSON.stringify(f).includes('["has_') || named(f).some((d) => d !== 'visit:exit_page'));
    join('shown_', "select ga, g0, count(*) filter (where name = 'pageview') as shown_n from x_e group by ga, g0");
  }

  // Where there are no dimensions, the one row is there even if nothing counts.
  const sources = ['q_v', 'q_e', ...(metrics.some((m) => ['bounce_rate', 'visit_duration'].includes(m)) ? ['q_n'] : []),
    ...(metrics.some((m) => ['scroll_depth', 'time_on_page'].includes(m)) ? ['q_r'] : [])];
  parts.push(`keys as (${[...sources.map((s) => `select ${groups} from ${s}`), ...(dimensions.length === 0 ? ["select '' as ga"] : [])].join(' union ')})`);

  const measured = metrics.map((m, i) => (FIGURE.test(m) ? figureOf(m, i) : measure(m, question, scene.world)));
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

const FIGURE = /^([a-z0-9.]+)\(event:props:(.+?)(?:,([^,]*),([^,]*))?\)$/s;

/** A figure of a property's numbers, as a fraction. */
function figureOf(metric, i) {
  const [, figure] = FIGURE.exec(metric);
  const one = (amount, of = '1') => ({ amount, scale: 1000000, orNull: true, counts: `counted${i} > 0`, divisor: `case when counted${i} > 0 then 1000000 * ${of} end` });
  switch (figure) {
    case 'numbers': return { amount: `counted${i}`, divisor: '1', scale: 1, counts: `counted${i} > 0` };
    case 'sum': return one(`summed${i}`);
    case 'average': return one(`summed${i}`, `counted${i}`);
    case 'min': return one(`least${i}`);
    case 'max': return one(`greatest${i}`);
    case 'share': return { amount: `100 * within${i}`, divisor: `counted${i}`, scale: 10, orNull: true };
    default: return one(`ranked${i}`);
  }
}

/** A metric as a fraction: of nothing it is 0 or null, and it makes a row appear where `counts` (or where the divisor is above 0). */
function measure(metric, question, world) {
  const { dimensions, filters } = question;
  const byPage = dimensions.includes('event:page');
  const count = (column) => ({ amount: column, divisor: '1', scale: 1, counts: `${column} > 0` });
  const share = (of, scale) => ({ amount: '100 * visitors', divisor: of, scale, counts: 'visitors > 0' });
  const isOneCurrency = dimensions.includes('event:currency') || reporting(question, world) !== null ? 'true' : '(select count(distinct currency) from q_e) = 1';
  const money = (divisor) => ({
    amount: 'thousandths', scale: 1000, orNull: true, counts: 'paid > 0',
    divisor: `case when paid > 0 and ${isOneCurrency} then 1000 * ${divisor} end`,
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
    case 'views_per_visit': if (filters.flatMap(named).some((d) => d.startsWith('event:props:'))) {
      return { amount: 'pageviews', divisor: 'visits', scale: 100, counts: 'visits > 0 or pageviews > 0' };
    } return { amount: 'viewed', divisor: 'visits', scale: 100 };
    case 'percentage': return share('(select n from everybody)', 10);
    case 'conversion_rate': return share('(select n from unconverted)', 100);
    case 'group_conversion_rate': return share('unconverted_n', 100);
    case 'exit_rate': return { amount: '100 * visits', divisor: 'shown_n', scale: 10, orNull: true, counts: 'visits > 0' };
    case 'scroll_depth': return { amount: 'scroll', divisor: 'scrolled', scale: 1, orNull: true };
    case 'time_on_page': return { amount: 'engaged', divisor: '1000 * reporting', scale: 1, orNull: true };
    case 'total_revenue': return money('1');
    case 'average_revenue': return money('paid');
    case 'goal_value': return {
      amount: 'worth', scale: 1000, orNull: true, counts: 'events > 0', currency: world.currency === null ? null : text(world.currency),
      divisor: dimensions.includes('event:goal') ? 'case when worth is not null then 1000 end' : `${valued(question, world).length > 0 ? 1000 : 0}`,
    };
    case 'first_seen': case 'last_seen': return { amount: metric, divisor: 'case when events > 0 then 1 end', scale: 1, orNull: true, counts: 'events > 0' };
    default: throw new Error(metric);
  }
}

/** The currency that money is counted in; null for any. */
const reporting = ({ dimensions, filters }, world) =>
  [...dimensions, ...filters.flatMap(named)].includes('event:currency') ? null : world.currency;

/** The goals that have a value and that every filter on goals names. */
const valued = ({ filters }, world) =>
  world.goals.filter((g) => g.thousandths !== null && filters.filter((f) => f[1] === 'event:goal').every((f) => names(f, g.name)));

function order({ dimensions, metrics, order_by: given }) {
  const time = dimensions.find((d) => d.startsWith('time'));
  const keys = given ?? [...(time ? [[time, 'asc']] : []), [metrics[0], 'desc']];
  return [...keys, ...dimensions.map((d) => [d, 'asc'])].map(([name, way]) =>
    metrics.includes(name) ? `e${metrics.indexOf(name)} ${way} nulls ${way === 'asc' ? 'first' : 'last'}` : `g${dimensions.indexOf(name)} ${way}`).concat(dimensions.length ? [] : ['1']);
}
