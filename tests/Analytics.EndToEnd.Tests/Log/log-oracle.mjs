// What the numbers of an access log should be, worked out by other means than the product's: plain JavaScript over all lines in
// memory, isbot's own function (corrected by the reviewed list of eng/user-agents.yaml), uap-core's rules tried one after the other. Reads the log (gzip) and prints one JSON object per day.
// Usage: node log-oracle.mjs LOG.gz DOMAIN ZONE SOURCES.txt
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

const fromRules = createRequire(new URL('../../../eng/rules/package.json', import.meta.url));
const { createIsbotFromList, list } = fromRules('isbot');
const { load } = fromRules('js-yaml');
const [, , logPath, domain, zone, sourcesPath] = process.argv;
const corrected = load(readFileSync(new URL('../../../eng/user-agents.yaml', import.meta.url), 'utf8'));
const wrong = new Set(corrected.people.map((rule) => rule.regex));
const isbot = createIsbotFromList([
  ...list.filter((pattern) => !wrong.has(pattern)), ...corrected.people.flatMap((rule) => rule.instead ?? []), ...corrected.bots.map((rule) => rule.regex),
]);
const lines = gunzipSync(readFileSync(logPath)).toString('utf8').split('\n').filter((l) => l.length > 0);
const format = /^(\S+) \S+ [^[]*\[([^\]]+)\] "((?:[^"\\]|\\.)*)" (\d{3}) (?:\d+|-) "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const localDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });

function timeOf(text) {
  const [, day, month, year, h, m, s, sign, oh, om] = text.match(/(\d+)\/(\w+)\/(\d+):(\d+):(\d+):(\d+) ([+-])(\d\d)(\d\d)/);
  const offset = (Number(oh) * 60 + Number(om)) * 60_000 * (sign === '-' ? -1 : 1);
  return Date.UTC(Number(year), months.indexOf(month), Number(day), Number(h), Number(m), Number(s)) - offset;
}

function isPage(method, target, status) {
  if (method !== 'GET' || !['200', '304'].includes(status) || !target.startsWith('/')) return false;
  const [path, query = ''] = target.split(/\?(.*)/s);
  const name = path.split('/').at(-1).toLowerCase();
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.')) : '';
  if (extension && !['.html', '.htm', '.xhtml', '.shtml', '.php', '.asp', '.aspx', '.jsp', '.cgi'].includes(extension)) return false;
  const last = path.replace(/\/+$/, '').split('/').at(-1).toLowerCase();
  return !['feed', 'rss', 'rss2', 'atom', 'rdf'].includes(last) && !/(^|&)(feed=|flav=rss|flav=atom)/i.test(query);
}

const sourceHosts = [];
const sourceTags = new Map();
for (const line of readFileSync(sourcesPath, 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const [name, , hosts, tags = ''] = line.split(';').map((p) => p.trim());
  for (const tag of [name, ...tags.split(' ')]) sourceTags.set(tag.toLowerCase(), name);
  for (const host of hosts.split(' ')) sourceHosts.push([host, name]);
}

function tagOf(target) {
  const query = new URL(`https://${domain}${target}`).searchParams;
  const tag = ['utm_source', 'source', 'ref'].map((name) => query.get(name)?.trim()).find((value) => value);
  return tag && (sourceTags.get(tag.toLowerCase()) ?? tag);
}

function sourceOf(referrer) {
  let url;
  try { url = new URL(referrer); } catch { return null; }
  if (!['http:', 'https:'].includes(url.protocol)) return null;
  const host = url.hostname.toLowerCase().replace(/^www\./, '').replace(/\.$/, '');
  if (!host.includes('.') || host.startsWith('127.') || host === domain || host.endsWith('.' + domain)) return null;
  let best = null;
  for (const [pattern, name] of sourceHosts) {
    const rule = pattern.endsWith('.*')
      ? new RegExp(`(^|\\.)(${pattern.slice(0, -2)})\\.(\\w{2,3}|\\w{2,3}\\.\\w{2})$`)
      : new RegExp(`(^|\\.)(${pattern.replaceAll('.', '\\.')})$`);
    const found = host.match(rule);
    if (found && (best === null || found[0].length > best.length)) best = { length: found[0].length, name };
  }
  return best?.name ?? host;
}

const rules = load(readFileSync(fromRules.resolve('uap-core/regexes.yaml'), 'utf8')).user_agent_parsers
  .map((r) => [new RegExp(r.regex, r.regex_flag ?? ''), r.family_replacement]);
const plainNames = {
  'Mobile Safari': 'Safari', 'Chrome Mobile': 'Chrome', 'Chrome Mobile iOS': 'Chrome', 'Firefox Mobile': 'Firefox', 'Firefox iOS': 'Firefox',
  'Opera Mobile': 'Opera', IE: 'Internet Explorer', 'IE Mobile': 'Internet Explorer', Android: 'Android Browser',
  'Mobile Safari UI/WKWebView': 'Mobile App', 'Chrome Mobile WebView': 'Mobile App', 'Amazon Silk': 'Silk', Google: 'Google App',
};
const browsers = new Map();
function browserOf(agent) {
  if (!browsers.has(agent)) {
    let name = '(not set)';
    for (const [rule, replacement] of rules) {
      const match = rule.exec(agent.slice(0, 512));
      if (match) {
        name = replacement ? replacement.replace(/\$(\d)/g, (_, n) => match[n] ?? '').trim() : match[1];
        break;
      }
    }
    browsers.set(agent, plainNames[name] ?? name);
  }
  return browsers.get(agent);
}

function decode(path) {
  return path.replace(/(%[0-9a-f]{2})+/gi, (run) => { try { return decodeURIComponent(run); } catch { return run; } });
}

// Events, in the order in which a visitor made them; of one instant the ids decide, as the product documents it.
const seen = new Map();
const days = new Map();
for (const line of lines) {
  const match = format.exec(line);
  if (!match) continue;
  const [, host, time, request, status, referrer, agent] = match;
  const [method, target = ''] = request.split(' ');
  if (!isPage(method, target, status)) continue;
  const occurrence = (seen.get(line) ?? 0) + 1;
  seen.set(line, occurrence);
  if (agent === '-' || agent === '' || isbot(agent)) continue;
  const at = timeOf(time);
  const event = {
    id: createHash('sha256').update(`${occurrence}\n${line}`).digest('hex').slice(0, 32),
    at, visitor: `${host} ${agent}`, path: decode(new URL(`https://${domain}${target}`).pathname).trimEnd() || '/',
    source: tagOf(target) ?? sourceOf(referrer) ?? 'Direct / None', browser: browserOf(agent),
  };
  const day = localDay.format(at);
  if (!days.has(day)) days.set(day, []);
  days.get(day).push(event);
}

const counted = (visitors) => Object.fromEntries([...visitors].map(([key, set]) => [key, set.size]));
const add = (map, key, visitor) => map.set(key, (map.get(key) ?? new Set()).add(visitor));
const answer = {};
for (const [day, events] of days) {
  events.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const visits = [];
  const open = new Map();
  const pages = new Map();
  for (const event of events) {
    let visit = open.get(event.visitor);
    if (!visit || event.at - visit.last > 30 * 60_000) {
      visit = { visitor: event.visitor, first: event.at, views: 0, source: event.source, browser: event.browser };
      visits.push(visit);
      open.set(event.visitor, visit);
    }
    visit.last = event.at;
    visit.views++;
    add(pages, event.path, event.visitor);
  }
  const sources = new Map();
  const families = new Map();
  for (const visit of visits) {
    add(sources, visit.source, visit.visitor);
    add(families, visit.browser, visit.visitor);
  }
  answer[day] = {
    visitors: open.size,
    visits: visits.length,
    pageviews: events.length,
    bounceRate: Math.round((100 * visits.filter((v) => v.views === 1).length) / visits.length),
    duration: Math.round(visits.reduce((sum, v) => sum + (v.last - v.first), 0) / 1000 / visits.length),
    pages: counted(pages), sources: counted(sources), browsers: counted(families),
  };
}
console.log(JSON.stringify(answer));
