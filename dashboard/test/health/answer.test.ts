import { describe, expect, test } from 'vitest';
import { isIll, joined } from '../../src/health/answer';
import { page, reason, site } from './some';

const names = (sites: readonly { readonly name: string }[]) => sites.map(({ name }) => name);
const words = (reasons: readonly { readonly reason: string }[]) => reasons.map((one) => one.reason);

test('Sites that need somebody come first, then by name over all pages', () => {
  const all = joined([page([site('Zoo'), site('éclair')]), page([site('Bakery'), site('Shop')], [reason('day_drift', 'Shop')])]);
  expect(names(all.sites)).toEqual(['Shop', 'Bakery', 'éclair', 'Zoo']);
});

describe('what concerns all sites', () => {
  test('is said once, and before what concerns one', () => {
    const late = reason('maintenance_late');
    expect(words(joined([page([site('A')], [reason('site_paused', 'A'), late]), page([site('B')], [late])]).reasons)).toEqual(['maintenance_late', 'site_paused']);
  });

  test('does not hold where another page knows better', () => {
    expect(joined([page([site('A')], [reason('maintenance_late')]), page([site('B')])]).reasons).toEqual([]);
  });
});

test('A site that waits for maintenance is not well, though it is not its fault', () => {
  const unsealed = { day: '2026-03-10', since: '2026-03-11T02:00:00Z' };
  const late = [reason('maintenance_late')];
  expect([isIll(site('A', { unsealed }), late), isIll(site('B'), late), isIll(site('A', { unsealed }), [])]).toEqual([true, false, false]);
  expect(names(joined([page([site('A'), site('B', { unsealed })], late)]).sites)).toEqual(['B', 'A']);
});

test('The budget is that of the first page', () => {
  const events = { day: '2026-03-11', taken: 1, budget: 2 };
  expect(joined([{ ...page([]), events, next: 'a' }, page([])])).toEqual({ ...page([]), events });
});
