// Converts the rule data that npm holds into the resources that Analytics.Store embeds:
//   user-agents.json  browser and operating system rules of uap-core (Apache-2.0), in their order
//   bots.json         the patterns of isbot (Unlicense)
// Usage: node eng/rules.mjs OUTPUT-FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { list } from 'isbot';

const output = process.argv[2];
const rules = load(readFileSync(createRequire(import.meta.url).resolve('uap-core/regexes.yaml'), 'utf8'));

// A rule is [pattern, name, major, minor]; null leaves the part to the pattern's own groups.
const compact = (parsers, name, major, minor) =>
  parsers.map((p) => {
    if (p.regex_flag !== undefined && p.regex_flag !== 'i') throw new Error(`Unknown regex_flag ${p.regex_flag}`);
    const rule = [(p.regex_flag === 'i' ? '(?i)' : '') + p.regex, p[name] ?? null, p[major] ?? null, p[minor] ?? null];
    return rule.slice(0, rule.findLastIndex((part) => part !== null) + 1);
  });

mkdirSync(output, { recursive: true });
const write = (file, value) => writeFileSync(join(output, file), JSON.stringify(value));
write('user-agents.json', {
  browsers: compact(rules.user_agent_parsers, 'family_replacement', 'v1_replacement', 'v2_replacement'),
  systems: compact(rules.os_parsers, 'os_replacement', 'os_v1_replacement', 'os_v2_replacement'),
});
write('bots.json', list);
