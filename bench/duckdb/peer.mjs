// Times DuckDB on one thread with the events that the benchmark gives it. Usage: node peer.mjs DIRECTORY, which holds events.csv, a row
// an event with the number of its visit, and visits.csv, a row a visit, for those questions in which DuckDB is given for nothing what the
// product finds out by itself. Prints a line of JSON with the CPU milliseconds, the median of some runs, of each question in memory and
// from Parquet, the sizes, and the answers to be compared.
import { DuckDBInstance } from '@duckdb/node-api';
import { statSync } from 'node:fs';
import { join } from 'node:path';

const [directory] = process.argv.slice(2);
const runs = 9, warm = 3;
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' })).connect();
const file = (name) => join(directory, name);
for (const table of ['events', 'visits']) {
  await connection.run(`create table ${table} as from read_csv('${file(`${table}.csv`)}', header = true, types = {'visitor': 'UBIGINT'}, timestampformat = '%Y-%m-%dT%H:%M:%S.%gZ')`);
  await connection.run(`copy ${table} to '${file(`${table}.parquet`)}' (format parquet, compression zstd)`);
}

const overview = (where) => `select count(distinct visitor), count(*), sum(pageviews), sum(pageviews) / count(*), avg(bounce::int), avg(seconds) from visits ${where}`;
const series = (where) => `select day, count(distinct visitor), count(*), sum(pageviews), avg(bounce::int), avg(seconds) from visits ${where} group by 1`;
const list = (column, where) => `select ${column}, count(distinct visitor) v from visits ${where} group by 1 order by v desc`;
const pages = (where) => `select path, count(distinct visitor) v from events where name = 'pageview' ${where} group by 1 order by v desc`;
const columns = ['entry', 'exit', 'source', 'channel', 'campaign', 'country', 'city', 'device', 'browser', 'os'];
const dashboard = (country) => {
  const where = country ? `where country = '${country}'` : '';
  return [overview(where), series(where), pages(country ? `and country = '${country}'` : ''), ...columns.map((column) => list(column, where))];
};

// The same from events alone: what a visit is follows from its events, as it does for the product.
const visited = (where) => `with visits as (select visit, any_value(day) as day, any_value(visitor) as visitor,
  count(*) filter (name = 'pageview') as pageviews, count(*) filter (name not in ('pageview', 'engagement')) as customs,
  arg_min(path, time) filter (name = 'pageview') as entry, arg_max(path, time) filter (name = 'pageview') as exit,
  epoch(max(time) - min(time)) as seconds from events ${where} group by visit)`;
const measures = 'count(distinct visitor), count(*), sum(pageviews), sum(pageviews) / count(*), avg((pageviews < 2 and customs = 0)::int), avg(seconds)';
const fromEvents = (country) => {
  const where = country ? `where country = '${country}'` : '';
  return [
    `${visited(where)} select ${measures} from visits`,
    `${visited(where)} select day, ${measures} from visits group by 1`,
    pages(country ? `and country = '${country}'` : ''),
    ...['entry', 'exit'].map((column) => `${visited(where)} select ${column}, count(distinct visitor) v from visits group by 1 order by v desc`),
    ...columns.slice(2).map((column) => `select ${column}, count(distinct visitor) v from events ${where} group by 1 order by v desc`),
  ];
};

const questions = {
  uniques: ['select count(distinct visitor) from events'],
  pages: ["select path, count(*) n from events where name = 'pageview' group by 1 order by n desc"],
  pageVisitors: [pages('')],
  filtered: [`select count(distinct visitor), count(*) filter (name = 'pageview') from events where country = 'AA' and path = '/'`],
  funnel: [`with one as (select visitor, min(time) moment from events where name = 'pageview' group by 1),
    two as (select e.visitor, min(e.time) moment from events e join one on e.visitor = one.visitor and e.time > one.moment where e.name = 'pageview' and e.path like '/docs/%' group by 1),
    three as (select distinct e.visitor from events e join two on e.visitor = two.visitor and e.time > two.moment where e.name = 'Signup')
    select (select count(*) from one), (select count(*) from two), (select count(*) from three)`],
  dashboard: fromEvents(null),
  dashboardFiltered: fromEvents('AA'),
  dashboardReady: dashboard(null),
  dashboardReadyFiltered: dashboard('AA'),
};

const measured = { memory: {}, parquet: {}, answers: {} };
for (const where of ['memory', 'parquet']) {
  if (where === 'parquet') {
    for (const table of ['events', 'visits']) {
      await connection.run(`drop table ${table}`);
      await connection.run(`create view ${table} as from read_parquet('${file(`${table}.parquet`)}')`);
    }
  }

  for (const [name, statements] of Object.entries(questions)) {
    const times = [];
    for (let run = 0; run < runs + warm; run++) {
      const before = process.cpuUsage();
      for (const statement of statements) {
        const rows = (await connection.runAndReadAll(statement)).getRows();
        measured.answers[name] ??= rows.slice(0, 1).map((row) => row.map((value) => `${value}`))[0];
      }

      const spent = process.cpuUsage(before);
      times.push((spent.user + spent.system) / 1000);
    }

    measured[where][name] = times.slice(warm).sort((a, b) => a - b)[runs >> 1];
  }
}

measured.parquetBytes = ['events', 'visits'].reduce((sum, table) => sum + statSync(file(`${table}.parquet`)).size, 0);
console.log(JSON.stringify(measured));
process.exit(0);
