import { expect, test } from 'vitest';
import { ago, clockText } from '../../src/format/ago';

const now = '2026-03-11T09:00:00Z';

test.each([
  ['2026-03-11T09:00:00Z', 'now'],
  ['2026-03-11T08:59:01Z', 'now'],
  ['2026-03-11T08:58:59Z', '1 minute ago'],
  ['2026-03-11T08:00:01Z', '59 minutes ago'],
  ['2026-03-11T08:00:00Z', '1 hour ago'],
  ['2026-03-09T09:00:01Z', '47 hours ago'],
  ['2026-03-09T09:00:00Z', '2 days ago'],
  ['2026-03-11T11:59:00Z', 'in 2 hours'],
  ['2026-03-14T09:00:00+00:00', 'in 3 days'],
])('%s is %s', (instant, words) => expect(ago(instant, now)).toBe(words));

test('The exact time is on the reader\'s clock, and says which that is', () => {
  expect(clockText(now)).toBe('11 Mar 2026, 02:00 GMT-7');
});
