// Converts the rule data that npm holds into the resources that Analytics.Store embeds:
//   user-agents.json  browser and operating system rules of uap-core (Apache-2.0), in their order
//   bots.json         the patterns of isbot (Unlicense), some of our own, and what they miss of crawler-user-agents (MIT)
// Usage: node eng/rules.mjs OUTPUT-FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { list } from 'isbot';

const output = process.argv[2];
const require = createRequire(import.meta.url);
const rules = load(readFileSync(require.resolve('uap-core/regexes.yaml'), 'utf8'));
const crawlers = require('crawler-user-agents');
const people = JSON.parse(readFileSync(join(dirname(require.resolve('user-agents')), 'user-agents.json'), 'utf8')).map((p) => p.userAgent);

// A rule is [pattern, name, major, minor]; null leaves the part to the pattern's own groups.
const compact = (parsers, name, major, minor) =>
  parsers.map((p) => {
    if (p.regex_flag !== undefined && p.regex_flag !== 'i') throw new Error(`Unknown regex_flag ${p.regex_flag}`);
    const rule = [(p.regex_flag === 'i' ? '(?i)' : '') + p.regex, p[name] ?? null, p[major] ?? null, p[minor] ?? null];
    return rule.slice(0, rule.findLastIndex((part) => part !== null) + 1);
  });

// Automation and monitors that no list names where they wear a browser's user agent.
const ours = ['puppeteer', 'checkly', 'debugbear', 'jsdom/', 'percy/', 'slimerjs'];

// Patterns of crawler-user-agents that would take people for crawlers: a build of Android 15 that is on very many phones, and the
// browser inside Facebook's app. The user agents of npm that stand for people here have neither, so that they are told by hand.
const peoples = new Set(['AP3A\\.240617\\.008', 'MetaIAB Facebook']);

// In the order of crawler-user-agents: a pattern is taken if it catches a listed crawler that those before it miss, and nobody of npm's people.
const bots = () => {
  const patterns = [...list, ...ours];
  const catches = (pattern) => (userAgent) => new RegExp(pattern, 'i').test(userAgent);
  for (const { pattern, instances } of crawlers) {
    const all = patterns.join('|');
    const catchesMore = instances.some((i) => !catches(all)(i) && catches(pattern)(i));
    if (catchesMore && !peoples.has(pattern) && !people.some(catches(pattern))) patterns.push(pattern);
  }
  const taken = people.find(catches(patterns.join('|')));
  if (taken !== undefined) throw new Error(`The patterns of bots take a person for one: ${taken}`);
  return patterns;
};

mkdirSync(output, { recursive: true });
const write = (file, value) => writeFileSync(join(output, file), JSON.stringify(value));
write('user-agents.json', {
  browsers: compact(rules.user_agent_parsers, 'family_replacement', 'v1_replacement', 'v2_replacement'),
  systems: compact(rules.os_parsers, 'os_replacement', 'os_v1_replacement', 'os_v2_replacement'),
});
write('bots.json', bots());
