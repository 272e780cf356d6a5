import { describe, expect, test } from 'vitest';
import { dimensionKeys, valueText } from '../../src/stats/dimensions';
import { toggleFilter } from '../../src/stats/filters';
import { fullQuery, readList } from '../../src/stats/list';
import { panelIds, panelOf, panels } from '../../src/stats/panels';
import { someQuestion } from './some';

describe('choosing a row', () => {
  test('narrows to it', () => expect(toggleFilter([], 'source', 'Google')).toEqual([{ on: 'source', values: ['Google'] }]));
  test('of the same list changes the choice', () => expect(toggleFilter([{ on: 'source', values: ['Bing'] }], 'source', 'Google')).toEqual([{ on: 'source', values: ['Google'] }]));
  test('again lets go of it', () => expect(toggleFilter([{ on: 'source', values: ['Google'] }], 'source', 'Google')).toEqual([]));
  test('of another list keeps the first', () => expect(toggleFilter([{ on: 'source', values: ['Google'] }], 'os', 'iOS')).toHaveLength(2));
});

test('Every dimension is on exactly one tab', () => {
  expect(panelIds.flatMap((id) => [...panels[id].tabs]).sort()).toEqual([...dimensionKeys].sort());
  for (const key of dimensionKeys) expect(panels[panelOf(key)].tabs).toContain(key);
});

test('A value that is empty is said to be unknown', () => {
  expect(valueText('utm_campaign', '')).toBe('(not set)');
  expect(valueText('country', '')).toBe('(not set)');
  expect(valueText('country', 'EE')).toBe('Estonia');
  expect(valueText('page', '/<script>')).toBe('/<script>');
});

test('The full list goes on where it stopped', () => {
  const query = fullQuery(someQuestion(), 'source', 100);
  expect(query.pagination).toEqual({ limit: 100, offset: 100 });
  const list = readList(query, { results: [{ metrics: [3, 9, null, 61], dimensions: ['Google'] }], meta: { total_rows: 101 } });
  expect(list).toEqual({ rows: [{ value: 'Google', numbers: { visitors: 3, pageviews: 9, bounce_rate: null, visit_duration: 61 } }], total: 101, error: null });
});
