import { expect, test } from 'vitest';
import { changeOf } from '../../src/format/change';

test.each([
  ['count', 120, 100, 'up', '20%'],
  ['count', 75, 100, 'down', '25%'],
  ['count', 100, 100, 'same', '0%'],
  ['count', 0, 0, 'same', '0%'],
  ['count', 0, 40, 'down', '100%'],
  ['count', 1005, 1000, 'up', '0.5%'],
  ['count', 5, 0, 'up', 'new'],
  ['seconds', 90, 60, 'up', '50%'],
] as const)('A %s of %i after %i went %s: %s', (kind, now, before, direction, text) => {
  expect(changeOf(kind, now, before)).toEqual({ direction, text });
});

test('A rate changes by points, since a percentage of a percentage misleads', () => {
  expect(changeOf('percent', 44, 40)).toEqual({ direction: 'up', text: '4 pts' });
  expect(changeOf('percent', 41.3, 43.4)).toEqual({ direction: 'down', text: '2.1 pts' });
});

test('Nothing is compared with what is not known', () => {
  expect(changeOf('count', 5, null)).toBeNull();
  expect(changeOf('percent', null, 40)).toBeNull();
});
