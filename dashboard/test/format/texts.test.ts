import { describe, expect, test } from 'vitest';
import { parseDay, type Day } from '../../src/dates/day';
import { countryName, isCountryCode } from '../../src/format/country';
import { labelText, spanText, tickText } from '../../src/format/dayText';
import { hostName } from '../../src/format/hostName';
import { webAddress } from '../../src/format/webAddress';

const day = (text: string): Day => parseDay(text)!;

describe('the text of a date', () => {
  test('is the date it was given, far behind UTC', () => {
    expect(new Date('2026-11-05T00:00:00Z').getDate()).toBe(4);
    expect(spanText({ from: day('2026-11-05'), to: day('2026-11-05') })).toMatch(/5.*2026|2026.*5/);
    expect(labelText('2026-11-01', 'day')).toMatch(/Sun.*\b1\b.*Nov|Sun.*Nov.*\b1\b/);
    expect(labelText('2026-12-31', 'day')).toContain('31');
  });

  test('of an hour is on the site\'s clock', () => {
    expect(labelText('2026-11-05 14:00:00', 'hour')).toMatch(/^14:00/);
    expect(tickText('2026-11-05 00:00:00', 'hour')).toBe('00:00');
  });

  test('of a January on an axis is its year', () => {
    expect(tickText('2026-01-01', 'month')).toBe('2026');
    expect(tickText('2026-02-01', 'month')).toBe('Feb');
  });

  test('that cannot be read is shown as it came', () => expect(labelText('whenever', 'day')).toBe('whenever'));
});

describe('a country', () => {
  test('has a name', () => expect(countryName('EE')).toBe('Estonia'));
  test.each(['(not set)', '', 'ee', 'EST', '<b>'])('that is %o stays as it is and is no filter', (text) => {
    expect(countryName(text)).toBe(text);
    expect(isCountryCode(text)).toBe(false);
  });
});

describe('a link', () => {
  test.each(['https://news.ycombinator.com/', 'http://example.com/a?b=c'])('to %s is followed', (text) => expect(webAddress(text)).toBe(text));

  test.each([
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd',
    'https://user:pass@evil.example/', 'https://user@evil.example/', 'https://localhost/', 'https://javascript:alert(1)', 'https://"><img src=x>', 'https://Direct / None', '', '/path',
  ])('to %o is not made', (text) => expect(webAddress(text)).toBeNull());
});

test.each([' Example.com ', 'https://Example.com/about?x#y', 'example.com/'])('The host of %o is example.com', (text) => {
  expect(hostName(text)).toBe('example.com');
});
