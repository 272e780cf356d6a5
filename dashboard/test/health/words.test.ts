import { expect, test } from 'vitest';
import { daysWord, drops, headline, states } from '../../src/health/words';
import { now, site } from './some';

test.each([
  [0, 'All is well'], [1, 'One thing needs you'], [2, 'Two things need you'], [10, 'Ten things need you'], [11, '11 things need you'], [1200, '1,200 things need you'],
])('%i reasons: %s', (reasons, line) => expect(headline(reasons)).toBe(line));

const drift = (day: string) => ({ day, drift: 2 });

test.each([
  ['In order', {}],
  ['10 Mar waits for its seal', { unsealed: { day: '2026-03-10', since: '2026-03-11T02:00:00Z' } }],
  ['9 Mar differs', { days: [drift('2026-03-09')], unsealed: { day: '2026-03-10', since: now } }],
  ['9 Mar has an alarm and 1 more', { days: [{ ...drift('2026-03-09'), alarm: 'Fewer.' }, drift('2026-03-10')] }],
])('Days are told in three words or so: %s', (words, more) => expect(daysWord(site('A', more))).toBe(words));

test('A site in trouble of several kinds says them all', () => {
  const paused = site('A', { isActive: false, pausedUntil: '2026-03-11T12:00:00Z', erasures: 2 });
  expect(states(paused, now)).toEqual(['Takes no events', 'Paused, ends in 3 hours', '2 erasures under way']);
  expect(states(site('B'), now)).toEqual([]);
});

test('Of what was dropped the sum is told, and what was most of it', () => {
  expect(drops(site('A', { dropped: { from: '2026-03-10', events: { hostname: 12, bot: 1400, excluded_path: 80 } } }))).toEqual({ total: 1492, most: 'bot 1,400, excluded path 80' });
  expect(drops(site('B'))).toEqual({ total: 0, most: '' });
});
