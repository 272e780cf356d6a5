import { OPENING, shown, text } from './text.mjs';

/** The filters with what saved segments stand for in their places. */
export function expand(filters, segments) {
  const deep = (filter) => {
    const [op, what] = filter;
    if (what === 'segment') return ['or', filter[2].map((id) => ['and', segments[id]])];
    if (op === 'and' || op === 'or') return [op, what.map(deep)];
    return isTree(filter) ? [op, deep(what)] : filter;
  };
  return filters.flatMap((f) => (f[1] === 'segment' && f[2].length === 1 ? segments[f[2][0]] : [deep(f)]));
}

const isTree = ([op]) => ['and', 'or', 'not', 'has_done', 'has_not_done'].includes(op);

/** Every dimension that is named but in has_done. */
export const named = (filter) =>
  filter[0].startsWith('has_') ? []
  : filter[0] === 'not' ? named(filter[1])
  : isTree(filter) ? filter[1].flatMap(named)
  : [filter[1]];

/** The shown value of a dimension; `entered` where the page is to be that on which the visit was entered. */
export function value(dimension, entered) {
  const [, name, ...key] = dimension.split(':');
  switch (name) {
    case 'page': return shown(entered ? 'entry' : 'page');
    case 'hostname': return shown('host');
    case 'name': return shown('name');
    case 'currency': return shown('currency', '(none)');
    case 'props': return shown(`props[${text(key.join(':'))}]`, '(none)');
    case 'entry_page': return shown('entry');
    case 'exit_page': return shown('exit');
    case 'entry_page_hostname': return shown('entry_host');
    case 'exit_page_hostname': return shown('exit_host');
    case 'screen': return 'device';
    case 'city_name': return 'city';
    case 'country_name': return `case country when 'EE' then 'Estonia' when 'FI' then 'Finland' else country end`;
    case 'region_name': return `case region when 'EE-37' then 'Harju' else region end`;
    default:
      if (!(name in OPENING)) throw new Error(dimension);
      return name;
  }
}

/** The number that a text is, in millionths, as SQL; null for one that is none. */
export const number = (of) => `case when length(${of}) <= 40 and regexp_full_match(${of}, '-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?')
  and try_cast(${of} as decimal(38, 18)) between -9000000000000 and 9000000000000
  then cast(replace(cast(cast(${of} as decimal(38, 6)) as varchar), '.', '') as hugeint) end`;

/** Whether a value, as SQL, meets one of the clauses. */
function meets(op, of, clauses, sensitive) {
  if (op === 'matches') return `(${clauses.map((c) => `regexp_matches(${of}, ${text(c)})`).join(' or ')})`;
  if (op === 'between') return `coalesce(${number(of)} between ${number(text(clauses[0]))} and ${number(text(clauses[1]))}, false)`;
  if (/^[<>]/.test(op)) return `coalesce(${number(of)} ${op} ${number(text(clauses[0]))}, false)`;
  const fold = (sql) => (sensitive ? sql : `upper(${sql})`);
  return op === 'is'
    ? `${fold(of)} in (${clauses.map((c) => fold(text(c))).join(', ')})`
    : `(${clauses.map((c) => `contains(${fold(of)}, ${fold(text(c))})`).join(' or ')})`;
}

/** Whether an event meets a goal. */
export function goal({ kind, match, pattern, scroll, property }, world) {
  const of = kind === 'event' ? 'name' : 'path';
  const fits = {
    exact: `${of} = ${text(pattern)}`,
    contains: `contains(${of}, ${text(pattern)})`,
    starts_with: `starts_with(${of}, ${text(pattern)})`,
    regex: `regexp_matches(${of}, ${text(pattern)})`,
  }[match];
  const narrowed = property === null ? '' : ` and coalesce(props[${text(property[0])}] = ${text(property[1])}, false)`;
  if (kind === 'event') return `(name not in ('pageview', 'engagement') and ${fits}${narrowed})`;
  const seen = scroll === null ? '' : ` and coalesce((vid, path) in (select (vid, path) from deepest where w = ${world.seed} and scroll >= ${scroll}), false)`;
  return `(name = 'pageview' and ${fits}${narrowed}${seen})`;
}

/** Whether a goal is named by a filter on goals. */
export function names([op, , clauses, modifier], name) {
  const fold = (s) => (modifier?.case_sensitive === false ? s.toUpperCase() : s);
  return clauses.some((c) => (op === 'is' ? fold(name) === fold(c) : fold(name).includes(fold(c))));
}

/** A filter as SQL over the tables of events, reports or visits. */
export function condition(filter, world, entered = false) {
  const [op, what, clauses, modifier] = filter;
  const deep = (f) => condition(f, world, entered);
  switch (op) {
    case 'and': return `(${what.map(deep).join(' and ')})`;
    case 'or': return `(${what.map(deep).join(' or ')})`;
    case 'not': return `(not ${deep(what)})`;
    case 'has_done':
    case 'has_not_done': {
      const done = `coalesce(vid in (select vid from events where w = ${world.seed} and vid is not null and ${condition(what, world)}), false)`;
      return op === 'has_done' ? done : `(not ${done})`;
    }
  }

  if (what === 'event:goal') {
    return `(${['false', ...world.goals.filter((g) => names(filter, g.name)).map((g) => goal(g, world))].join(' or ')})`;
  }

  const negative = op.endsWith('_not');
  const test = meets(negative ? op.slice(0, -4) : op, value(what, entered), clauses, modifier?.case_sensitive !== false);
  return negative ? `(not ${test})` : test;
}
