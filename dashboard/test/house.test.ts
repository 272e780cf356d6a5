import { describe, expect, test } from 'vitest';

const sources = Object.entries(import.meta.glob<string>('../src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }));
const page = Object.values(import.meta.glob<string>('../index.html', { query: '?raw', import: 'default', eager: true }))[0]!;

const filesWith = (pattern: RegExp) => sources.filter(([, text]) => pattern.test(text)).map(([path]) => path.replace('../src/', ''));

test('There is something to look at', () => expect(sources.length).toBeGreaterThan(30));

describe('what visitors send', () => {
  test('is never read as markup or code', () => {
    expect(filesWith(/innerHTML|outerHTML|insertAdjacentHTML|dangerouslySet|document\.write|\beval\(|new Function|srcdoc/i)).toEqual([]);
  });

  test('is linked to in one place, through the one check', () => {
    expect(filesWith(/href=\{/)).toEqual(['views/ListTable.tsx']);
    expect(filesWith(/new URL\(/)).toEqual(['format/webAddress.ts']);
  });
});

test('The reader is not tracked: nothing is stored in the browser', () => {
  expect(filesWith(/localStorage|sessionStorage|indexedDB|document\.cookie/)).toEqual([]);
});

test('Dates of the site become JavaScript dates where it is safe, and nowhere else', () => {
  expect(filesWith(/new Date\(|Date\.parse/).sort()).toEqual([
    'dates/day.ts', 'dates/siteClock.ts', // Through UTC midnight, and from instants.
    'format/ago.ts', // Instants.
    'state/report.ts', 'views/RangeMenu.tsx', // Now, and when a site was made: instants.
  ]);
});

test('Nothing comes from another host', () => expect(filesWith(/['"`](https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/i)).toEqual([]));

test('The page has no script or style of its own, which the content security policy would refuse', () => {
  expect(page).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/i);
});

test('A file can be read in one sitting', () => {
  expect(sources.filter(([, text]) => text.split('\n').length > 200).map(([path]) => path)).toEqual([]);
});
