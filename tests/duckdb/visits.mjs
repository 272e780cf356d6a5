import { OPENING, shown, text } from './text.mjs';

const opening = Object.keys(OPENING);
const each = (make) => opening.map(make).join(', ');

/**
 * From raw events, copies and all, of many worlds (w): those that count once, their visits, and what they report of time spent.
 * Times are milliseconds; a visit is called vid, a visitor of a day vkey.
 */
export const visits = (events, zones) => [
  `create table raw as select * from read_json(${text(events)}, format = 'newline_delimited', columns = {
    w: 'INTEGER', id: 'VARCHAR', day: 'DATE', t: 'BIGINT', r: 'BIGINT', name: 'VARCHAR', interactive: 'BOOLEAN', visitor: 'VARCHAR',
    host: 'VARCHAR', path: 'VARCHAR', props: 'MAP(VARCHAR, VARCHAR)', currency: 'VARCHAR', thousandths: 'BIGINT',
    engaged: 'BIGINT', scroll: 'INTEGER', ${each((name) => `${name}: 'VARCHAR'`)}})`,

  `create table zones as select * from read_json(${text(zones)}, format = 'newline_delimited',
    columns = {w: 'INTEGER', since: 'DATE', zone: 'VARCHAR'})`,

  `create table days as
    with wanted as (select distinct w, day + o as day from raw, (values (0), (1)) as near(o)),
    zoned as (select w, day, arg_max(zone, since) as zone from wanted join zones using (w) where since <= day group by all),
    minutes as (select zone, day, unnest(generate_series(day::timestamp - interval 15 hour, day::timestamp + interval 15 hour, interval 1 minute)) as m
      from (select distinct zone, day from zoned)),
    starts as (select zone, day, epoch_ms(min(m)) as start from minutes where timezone(zone, timezone('UTC', m))::date >= day group by all)
    select w, day, zone, start from zoned join starts using (zone, day)`,

  // Of copies the one received first; a copy in the day before or after only if it was received around the midnight between.
  `create table once as
    select distinct on (e.w, e.id, e.day) e.*, a.zone, timezone(a.zone, timezone('UTC', make_timestamp_ms(e.t))) as clock
    from raw e join days a on a.w = e.w and a.day = e.day join days b on b.w = e.w and b.day = e.day + 1
    where not exists (from raw o where o.w = e.w and o.id = e.id and (
      (o.day = e.day and o.r < e.r)
      or (o.day = e.day - 1 and o.r >= a.start - 600000 and o.r < a.start + 600000 and o.r <= e.r)
      or (o.day = e.day + 1 and o.r >= b.start - 600000 and o.r < b.start + 600000 and o.r < e.r)))`,

  // Runs of events without a longer gap; what engagement leads a run belongs to no visit.
  `create table visited as
    with gaps as (
      select *, case when t - lag(t) over run <= 1800000 then 0 else 1 end as gap, row_number() over run as place
      from once where visitor is not null window run as (partition by w, day, visitor order by t, r, id)),
    runs as (select *, sum(gap) over (partition by w, day, visitor order by place) as run from gaps),
    led as (select *, min(place) filter (where name <> 'engagement') over (partition by w, day, visitor, run) as opened from runs)
    select *, concat_ws('/', w, day, visitor) as vkey, concat_ws('/', w, day, visitor, run) as vid from led where place >= opened`,

  `create table course as
    select w, vid, min(t) as began, max(t) as ended, count(*) filter (where name = 'pageview') as views,
      arg_min(path, place) filter (where name = 'pageview') as entry, arg_max(path, place) filter (where name = 'pageview') as exit,
      arg_min(host, place) filter (where name = 'pageview') as entry_host, arg_max(host, place) filter (where name = 'pageview') as exit_host,
      views < 2 and count(*) filter (where name not in ('pageview', 'engagement') and interactive) = 0 as bounced,
      case when bounced then 0 else ended - began end as lasted
    from visited group by all`,

  `create table visits as
    select c.*, f.vkey, f.day, f.zone, ${each((name) => `${shown(`f.${name}`, OPENING[name])} as ${name}`)}
    from course c join visited f on f.vid = c.vid and f.place = f.opened`,

  `create table events as
    select o.w, o.day, o.t, o.clock, o.name, o.path, o.path as page, o.host, o.props, nullif(o.currency, 'ZZZ') as currency,
      case when o.currency <> 'ZZZ' then o.thousandths end as thousandths, v.vid, v.vkey, v.entry, v.exit,
      v.entry_host, v.exit_host, ${each((name) => `coalesce(v.${name}, ${shown(`o.${name}`, OPENING[name])}) as ${name}`)}
    from once o
    left join visited i on i.w = o.w and i.id = o.id and i.day = o.day
    left join visits v on v.vid = i.vid
    where o.name <> 'engagement' and (o.visitor is null or i.vid is not null)`,

  // An engagement event reports on its own page, any other event on the page view before it in the visit.
  `create table reports as
    with told as (
      select *, case when name = 'engagement' then {path: path, host: host, props: props, currency: currency} else last_value(
          case when name = 'pageview' then {path: path, host: host, props: props, currency: currency} end ignore nulls)
        over (partition by w, vid order by place rows between unbounded preceding and 1 preceding) end as seen
      from visited)
    select e.w, e.day, e.t, e.clock, 'pageview' as name, e.seen.path as path, e.seen.path as page, e.seen.host as host, e.seen.props as props,
      nullif(e.seen.currency, 'ZZZ') as currency,
      e.vid, e.vkey, e.engaged, e.scroll, v.entry, v.exit, v.entry_host, v.exit_host, ${each((name) => `v.${name}`)}
    from told e join visits v on v.vid = e.vid where e.engaged is not null and e.seen is not null`,

  `create table deepest as select w, vid, path, max(scroll) as scroll from reports where scroll is not null group by all`,
];
