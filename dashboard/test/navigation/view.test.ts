import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src/dates/day';
import { defaultView, formatView, parseView, type View } from '../../src/navigation/view';

test('The default needs no address', () => {
  expect(formatView(defaultView)).toBe('');
  expect(parseView('')).toEqual(defaultView);
});

test('An address can be read by people', () => {
  const view: View = { ...defaultView, site: 'example.com', range: { name: '7d' }, filters: [{ on: 'source', values: ['Google'] }, { on: 'page', values: ['/pricing'] }] };
  expect(formatView(view)).toBe('?site=example.com&range=7d&is=source:Google&is=page:/pricing');
});

test('Health has an address of its own, from which one goes back to the same report', () => {
  const report: View = { ...defaultView, site: 'example.com', range: { name: '7d' } };
  expect(formatView({ ...defaultView, show: 'health' })).toBe('?show=health');
  expect(formatView({ ...report, show: 'health' })).toBe('?show=health&site=example.com&range=7d');
  expect({ ...parseView('?show=health&site=example.com&range=7d'), show: 'report' }).toEqual(report);
});

describe('what is written reads back the same', () => {
  const full: View = {
    show: 'report',
    site: 'st_1',
    range: { from: parseDay('2026-01-01')!, to: parseDay('2026-01-31')! },
    filters: [{ on: 'page', values: ['/a:b/c?d=1&e=%2F', '/ünï 100% & more+plus#x', ''] }, { on: 'country', values: ['EE'] }],
    metric: 'bounce_rate',
    by: 'month',
    tabs: { ...defaultView.tabs, pages: 'exit_page', technology: 'os' },
    open: 'referrer',
    theme: 'dark',
  };
  test.each([
    ['everything chosen', full],
    ['hostile values', { ...full, filters: [{ on: 'source', values: ['"><script>alert(1)</script>', 'javascript:alert(1)', '%3A', '%253A'] }] }],
    ['the default', defaultView],
  ] as [string, View][])('%s', (_, view) => {
    expect(parseView(formatView(view))).toEqual(view);
    expect(formatView(parseView(formatView(view)))).toBe(formatView(view));
  });
});

describe('what makes no sense is left at its default', () => {
  test.each([
    '?range=forever', '?from=2026-02-30&to=2026-03-01', '?from=2026-03-02&to=2026-03-01', '?from=2026-03-02', '?metric=__proto__', '?metric=constructor',
    '?is=nothing:here', '?is=toString:x', '?is=noColon', '?is=:x', '?tab=everything', '?open=hasOwnProperty', '?theme=pink', '?show=Health', '?by=hour', '?%', '?is=%E0%A4%A',
  ])('%s', (search) => expect(parseView(search)).toEqual(defaultView));
});

test('Values of one dimension are alternatives, and the same one counts once', () => {
  expect(parseView('?is=source:Google&is=source:Bing&is=source:Google').filters).toEqual([{ on: 'source', values: ['Google', 'Bing'] }]);
});

test('Nobody is drowned in filters', () => {
  const search = `?${Array.from({ length: 500 }, (_, i) => `is=page:/${i}`).join('&')}`;
  expect(parseView(search).filters[0]!.values).toHaveLength(50);
});
