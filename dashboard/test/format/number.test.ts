import { describe, expect, test } from 'vitest';
import { duration, fullNumber, share, shortNumber } from '../../src/format/number';

describe('a count', () => {
  test.each([[0, '0'], [999, '999'], [9_999, '9,999'], [12_345, '12.3k'], [100_000, '100k'], [1_234_567, '1.2M']])('of %i reads %s in a headline', (value, text) => {
    expect(shortNumber('count', value)).toBe(text);
  });

  test('has every digit in full', () => expect(fullNumber('count', 1_234_567)).toBe('1,234,567'));
});

test('A duration reads in its two largest units', () => {
  expect([0, 59, 60, 133, 3599, 3600, 3900].map(duration)).toEqual(['0s', '59s', '1m 0s', '2m 13s', '59m 59s', '1h 0m', '1h 5m']);
  expect(duration(59.6)).toBe('1m 0s');
});

test('A rate has one decimal, so that columns align; a ratio what the API gives', () => {
  expect(fullNumber('percent', 41.3)).toBe('41.3%');
  expect(fullNumber('percent', 40)).toBe('40.0%');
  expect(fullNumber('ratio', 2.37)).toBe('2.37');
});

test('What is not known is not 0', () => {
  expect(shortNumber('percent', null)).toBe('–');
  expect(shortNumber('percent', 0)).toBe('0.0%');
});

test('A share keeps a decimal, says so when it is tiny, and never claims all of less than all', () => {
  expect(share(1, 20)).toBe('5.0%');
  expect(share(1, 3)).toBe('33.3%');
  expect(share(1, 10_000)).toBe('<0.1%');
  expect(share(0, 10)).toBe('0.0%');
  expect(share(10, 10)).toBe('100%');
  expect(share(1, 0)).toBe('–');
  expect(share(1, null)).toBe('–');
});
