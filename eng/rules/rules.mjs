// Converts the rule data that npm holds into the resources that Analytics.Store embeds:
//   user-agents.json  browser and operating system rules of uap-core (Apache-2.0), in their order
//   bots.json         the patterns of isbot (Unlicense), and what they miss of crawler-user-agents (MIT)
//   currencies.json   the currencies of the Unicode CLDR (Unicode-3.0) with their decimals, those that were withdrawn too
//   places.json.br    the English names of countries and of their regions (ISO 3166-2) in the same CLDR, compressed
// with our own corrections (eng/user-agents.yaml) before them.
// Usage: node eng/rules/rules.mjs OUTPUT-FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { load } from 'js-yaml';
import { list } from 'isbot';

const output = process.argv[2];
const require = createRequire(import.meta.url);
const rules = load(readFileSync(require.resolve('uap-core/regexes.yaml'), 'utf8'));
const crawlers = require('crawler-user-agents');
const people = JSON.parse(readFileSync(join(dirname(require.resolve('user-agents')), 'user-agents.json'), 'utf8')).map((p) => p.userAgent);
const ours = load(readFileSync(new URL('../user-agents.yaml', import.meta.url), 'utf8'));

const refuse = (rule, what) => {
  throw new Error(`eng/user-agents.yaml, ${rule.regex}: ${what}`);
};
const catches = (pattern) => (userAgent) => new RegExp(pattern, 'i').test(userAgent);

// A rule is [pattern, name, major, minor]; null leaves the part to the pattern's own groups.
const compact = (parsers, name, major, minor) =>
  parsers.map((p) => {
    if (p.regex_flag !== undefined && p.regex_flag !== 'i') throw new Error(`Unknown regex_flag ${p.regex_flag}`);
    const rule = [(p.regex_flag === 'i' ? '(?i)' : '') + p.regex, p[name] ?? null, p[major] ?? null, p[minor] ?? null];
    return rule.slice(0, rule.findLastIndex((part) => part !== null) + 1);
  });

// Our corrections, as rules of the same form. Theirs must have another name, or none, for the example.
const corrections = (corrected, parsers, name) =>
  corrected.map((rule) => {
    if (!new RegExp(rule.regex).test(rule.example)) refuse(rule, 'does not match its example');
    const theirs = parsers.find((p) => new RegExp(p.regex, p.regex_flag).test(rule.example));
    const found = theirs && (theirs[name] ?? new RegExp(theirs.regex, theirs.regex_flag).exec(rule.example)[1]);
    if (found === rule.name) refuse(rule, 'is not needed');
    return [rule.regex, rule.name, '$1', '$2'];
  });

// In the order of crawler-user-agents: a pattern is taken if it catches a listed crawler that those before it miss, and nobody of npm's
// people. Where a crawler is nothing but a name, its pattern holds only outside of browsers' user agents, in which it might be an app's.
const theirBots = (replaced) => {
  const patterns = list.filter((pattern) => !replaced.has(pattern));
  for (const { pattern, instances } of crawlers.filter((crawler) => !replaced.has(crawler.pattern))) {
    const missed = instances.filter((i) => !catches(patterns.join('|'))(i) && catches(pattern)(i));
    if (missed.length > 0 && !people.some(catches(pattern))) {
      const isName = missed.every((i) => !/^(?:Mozilla|Opera)\//.test(i));
      patterns.push(isName ? `^(?!Mozilla/|Opera/).*(?:${pattern})` : pattern);
    }
  }
  return patterns;
};

const bots = () => {
  const all = [...list, ...crawlers.map((crawler) => crawler.pattern)];
  for (const rule of ours.people) {
    if (!all.includes(rule.regex)) refuse(rule, 'is no pattern of the lists any more');
    if (!catches(rule.regex)(rule.example)) refuse(rule, 'does not match its example');
    if (rule.instead && catches(rule.instead)(rule.example)) refuse(rule, 'still matches its example');
  }
  for (const rule of ours.bots) {
    if (!catches(rule.regex)(rule.example)) refuse(rule, 'does not match its example');
  }
  const corrected = theirBots(new Set(ours.people.map((rule) => rule.regex)));
  const patterns = [...ours.bots.map((rule) => rule.regex), ...ours.people.flatMap((rule) => rule.instead ?? []), ...corrected];
  for (const rule of ours.bots) {
    if (catches(corrected.join('|'))(rule.example)) refuse(rule, 'is not needed');
  }
  const taken = [...people, ...ours.people.map((rule) => rule.example)].find(catches(patterns.join('|')));
  if (taken !== undefined) throw new Error(`The patterns of bots take a person for one: ${taken}`);
  return patterns;
};

// CLDR lists every currency that a country has or had. What is no money is left out: the codes for tests and for no currency, and one
// that ISO 4217 never had (the yuan as it is traded abroad).
const currencies = () => {
  const { fractions, region } = require('cldr-core/supplemental/currencyData.json').supplemental.currencyData;
  const codes = new Set(Object.values(region).flatMap((periods) => periods.flatMap((period) => Object.keys(period))));
  for (const none of ['XTS', 'XXX', 'CNH']) codes.delete(none);
  return Object.fromEntries([...codes].sort().map((code) => [code, Number((fractions[code] ?? fractions.DEFAULT)._digits)]));
};

// By code; regions by country. What is no country is left out: unions, what is unknown, and the codes of CLDR's own tests.
const places = () => {
  const { territories } = require('cldr-localenames-full/main/en/territories.json').main.en.localeDisplayNames;
  const { subdivisions } = require('cldr-subdivisions-full/subdivisions/en/en.json').subdivisions.localeDisplayNames;
  const none = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];
  const countries = Object.fromEntries(Object.entries(territories).filter(([code]) => /^[A-Z]{2}$/.test(code) && !none.includes(code)));
  const regions = {};
  for (const [code, name] of Object.entries(subdivisions)) (regions[code.slice(0, 2).toUpperCase()] ??= {})[code.slice(2).toUpperCase()] = name;
  return { countries, regions };
};

mkdirSync(output, { recursive: true });
const write = (file, value) => writeFileSync(join(output, file), JSON.stringify(value));
const { user_agent_parsers: browsers, os_parsers: systems } = rules;
write('user-agents.json', {
  browsers: [...corrections(ours.browsers, browsers, 'family_replacement'), ...compact(browsers, 'family_replacement', 'v1_replacement', 'v2_replacement')],
  systems: [...corrections(ours.systems, systems, 'os_replacement'), ...compact(systems, 'os_replacement', 'os_v1_replacement', 'os_v2_replacement')],
});
write('bots.json', bots());
write('currencies.json', currencies());
writeFileSync(join(output, 'places.json.br'), brotliCompressSync(JSON.stringify(places())));
