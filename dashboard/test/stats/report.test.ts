import { describe, expect, test } from 'vitest';
import { dimensionKeys, dimensions } from '../../src/stats/dimensions';
import type { StatsAnswer, StatsQuery } from '../../src/stats/query';
import { isEmpty, readReport, reportQueries } from '../../src/stats/report';
import { day, someQuestion } from './some';

const nobody: StatsAnswer = { results: [], meta: {} };

describe('the queries of a load', () => {
  const queries = reportQueries(someQuestion());

  test('are the headline and the series, now and before, and every list', () => {
    expect(queries).toHaveLength(4 + dimensionKeys.length);
    expect(queries.slice(4).map((query) => query.dimensions)).toEqual(dimensionKeys.map((key) => [dimensions[key].name]));
  });

  test('name days, never a range that would end yesterday', () => {
    expect(queries[0]!.date_range).toEqual(['2026-10-30', '2026-11-05']);
  });

  test('compare a day that is still running with the same part of the days before', () => {
    expect(queries[1]!.date_range).toEqual(['2026-10-23T00:00:00+03:00', '2026-10-29T14:20:00+02:00']);
  });

  test('compare whole days with whole days', () => {
    const past = reportQueries(someQuestion({ span: { from: day('2026-10-01'), to: day('2026-10-07') } }));
    expect(past[1]!.date_range).toEqual(['2026-09-24', '2026-09-30']);
  });

  test('draw the whole period before', () => {
    expect(queries[3]!.date_range).toEqual(['2026-10-23', '2026-10-29']);
  });

  test('settle ties, so that the order is the same every time', () => {
    expect(queries[4]!.order_by).toEqual([['visitors', 'desc'], ['event:page', 'asc']]);
  });

  test('carry the filters, every one of them', () => {
    const filtered = reportQueries(someQuestion({ filters: [{ on: 'source', values: ['Google'] }, { on: 'country', values: ['EE'] }] }));
    for (const query of filtered) expect(query.filters).toEqual([['is', 'visit:source', ['Google']], ['is', 'visit:country', ['EE']]]);
  });

  test('ask nothing that the API refuses', () => {
    const perVisit = ['bounce_rate', 'visit_duration', 'views_per_visit'];
    const questions = [someQuestion(), someQuestion({ filters: [{ on: 'page', values: ['/'] }] })];
    for (const query of questions.flatMap(reportQueries)) {
      const [dimension = ''] = query.dimensions ?? [];
      const filtersPages = query.filters?.some(([, name]) => name === 'event:page');
      const isTotal = dimension === '' || dimension.startsWith('time:');
      if (query.metrics.includes('views_per_visit')) expect(isTotal && !filtersPages, JSON.stringify(query)).toBe(true);
      if (query.metrics.includes('pageviews')) expect(dimension).not.toMatch(/entry_page|exit_page/);
      if (query.metrics.some((metric) => perVisit.includes(metric))) expect(dimension === 'event:page' || !dimension.startsWith('event:')).toBe(true);
      if (query.include?.time_labels) expect(dimension).toMatch(/^time:/);
    }
  });

  test('ask nothing that the API refuses in a full list either', () => {
    for (const key of dimensionKeys) {
      const { name, columns } = dimensions[key] as { name: string; columns: readonly string[] };
      expect(columns).not.toContain('views_per_visit');
      if (/entry_page|exit_page/.test(name)) expect(columns).not.toContain('pageviews');
      expect(columns[0]).toBe('visitors');
    }
  });
});

describe('the answers of a load', () => {
  const question = someQuestion();
  const answerTo = (write: (query: StatsQuery, index: number) => StatsAnswer) => readReport(question, reportQueries(question).map(write));

  test('find their places', () => {
    const report = answerTo((query, index) => ({
      results: [{ metrics: query.metrics.map((_, i) => index * 100 + i), dimensions: query.dimensions ? [`value ${index}`] : [] }],
      meta: { total_rows: index },
    }));
    expect(report.headline).toEqual({ visitors: 0, visits: 1, pageviews: 2, views_per_visit: 3, bounce_rate: 4, visit_duration: 5 });
    expect(report.before.visitors).toBe(100);
    expect(report.lists.page).toEqual({ rows: [{ value: 'value 4', numbers: { visitors: 400 } }], total: 4, error: null });
    expect(report.lists.os.rows[0]!.value).toBe(`value ${3 + dimensionKeys.length}`);
    expect(report.error).toBeNull();
  });

  test('of an empty site are zeros where nothing is a number, and nothing where it is not', () => {
    const report = answerTo(() => nobody);
    expect(isEmpty(report)).toBe(true);
    expect(report.headline).toEqual({ visitors: 0, visits: 0, pageviews: 0, views_per_visit: null, bounce_rate: null, visit_duration: null });
    expect(report.lists.source.rows).toEqual([]);
  });

  test('of a period in which nobody came have no rate and no mean to compare with', () => {
    const zeros = answerTo((query) => ({ results: [{ metrics: query.metrics.map((name) => (name === 'pageviews' ? 4 : 0)), dimensions: [] }], meta: {} }));
    expect(zeros.before).toEqual({ visitors: 0, visits: 0, pageviews: 4, views_per_visit: null, bounce_rate: null, visit_duration: null });
  });

  test('that fail leave the others standing', () => {
    const report = answerTo((query) => (query.dimensions?.[0] === 'visit:os' ? { error: 'Too much.' } : nobody));
    expect(report.lists.os.error).toBe('Too much.');
    expect(report.lists.browser.error).toBeNull();
    expect(report.error).toBeNull();
  });

  test('without a comparison still say what is now', () => {
    const report = answerTo((_, index) => (index === 1 ? { error: '#/date_range: is no range' } : { results: [{ metrics: [7], dimensions: [] }], meta: {} }));
    expect(report.headline.visitors).toBe(7);
    expect(report.before.visitors).toBeUndefined();
    expect(report.error).toBeNull();
  });

  test('that are missing are said to be missing, and the site is not called empty', () => {
    const report = readReport(question, []);
    expect(report.error).toBe('No answer.');
    expect(isEmpty(report)).toBe(false);
    expect(report.lists.page.error).toBe('No answer.');
  });
});
