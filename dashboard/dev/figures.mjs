// Invented figures for looking at the dashboard: the same for the same day, always.

/** Values of each dimension and the share of visitors that has them. Some are what an attacker would send. */
const shares = {
  'event:page': weights([
    '/', '/pricing', '/docs/getting-started', '/blog/own-your-numbers', '/docs/tracker', '/blog/dynamodb-one-table', '/about',
    '/blog/a-very-long-title-that-nobody-would-type-by-hand-but-that-a-generator-makes-without-blinking', '/docs/api/queries', '/changelog',
    '/<script>alert(1)</script>', '/docs/privacy', ...Array.from({ length: 230 }, (_, i) => `/archive/${2026 - (i % 9)}/note-${i + 1}`),
  ]),
  'visit:source': weights(['Direct / None', 'Google', 'Hacker News', 'GitHub', 'DuckDuckGo', 'Bing', 'Reddit', 'Mastodon', 'lobste.rs', 'Newsletter', 'javascript:alert(1)', 'ChatGPT', 'YouTube']),
  'visit:channel': weights(['Organic Search', 'Direct', 'Referral', 'Organic Social', 'Email', 'AI', 'Paid Search']),
  'visit:referrer': weights(['Direct / None', 'google.com', 'news.ycombinator.com', 'github.com/analytics/analytics', 'duckduckgo.com', 'javascript:alert(1)', 'user:pass@evil.example/x', 'bing.com', 'old.reddit.com/r/selfhosted/comments/1abcde/own_your_analytics', '"><img src=x onerror=alert(1)>']),
  'visit:utm_campaign': weights(['(not set)', 'launch', 'autumn-newsletter', 'black friday 50% off', 'retarget_2026_q4']),
  'visit:country': weights(['US', 'DE', 'EE', 'GB', 'FR', 'IN', 'NL', 'CA', 'SE', 'BR', 'FI', 'PL', 'JP', 'AU', 'BA', '(not set)']),
  'visit:device': weights(['Desktop', 'Mobile', 'Tablet', '(not set)']),
  'visit:browser': weights(['Chrome', 'Safari', 'Firefox', 'Edge', 'Samsung Internet', 'Opera', 'DuckDuckGo']),
  'visit:os': weights(['Windows', 'iOS', 'macOS', 'Android', 'Linux', 'Chrome OS']),
};
shares['visit:entry_page'] = shares['event:page'].slice(0, 60);
shares['visit:exit_page'] = shares['event:page'].slice(2, 80);

const hourOfDay = [3, 2, 1, 1, 1, 2, 4, 7, 11, 14, 15, 14, 13, 14, 15, 14, 12, 11, 10, 10, 11, 10, 8, 5];
const allHours = hourOfDay.reduce((sum, hour) => sum + hour, 0);

/** Answers one query of the Stats API v2; `now` is the site's wall clock, `YYYY-MM-DD HH:MM:SS`. */
export function answer(query, now) {
  const [dimension] = query.dimensions ?? [];
  const [from, to] = query.date_range.map((text) => text.slice(0, 10));
  const until = query.date_range[1].length > 10 ? query.date_range[1].slice(0, 19).replace('T', ' ') : now;
  const part = (query.filters ?? []).reduce((rest, [, name, values]) => rest * values.reduce((sum, value) => sum + shareOf(name, value), 0), 1);
  const hours = daysOf(from, to).flatMap((day) => hourOfDay.map((weight, hour) => {
    const label = `${day} ${String(hour).padStart(2, '0')}:00:00`;
    return { label, visitors: label <= until ? (dayVisitors(day) * part * weight) / allHours : 0 };
  }));
  if (dimension?.startsWith('time:')) return overTime(query, dimension, hours, now);

  const visitors = hours.reduce((sum, hour) => sum + hour.visitors, 0);
  if (!dimension) return { results: [{ metrics: query.metrics.map((name) => metric(name, visitors, from)), dimensions: [] }], meta: {} };

  const chosen = (query.filters ?? []).find(([, name]) => name === dimension)?.[2];
  const all = shares[dimension].filter(([value]) => !chosen || chosen.includes(value));
  const rows = all
    .map(([value, share]) => ({ value, visitors: Math.round(visitors * (chosen ? 1 : share)) }))
    .filter((row) => row.visitors > 0);
  const { limit = 10000, offset = 0 } = query.pagination ?? {};
  return {
    results: rows.slice(offset, offset + limit).map((row) => ({ metrics: query.metrics.map((name) => metric(name, row.visitors, row.value)), dimensions: [row.value] })),
    meta: { total_rows: rows.length },
  };
}

function overTime(query, dimension, hours, now) {
  const length = { 'time:hour': 19, 'time:day': 10, 'time:month': 7 }[dimension];
  const points = new Map();
  for (const { label, visitors } of hours) {
    const point = label.slice(0, length) + (length === 7 ? '-01' : '');
    points.set(point, (points.get(point) ?? 0) + visitors);
  }
  return {
    results: [...points].filter(([label, visitors]) => label.slice(0, length) <= now.slice(0, length) && Math.round(visitors) > 0)
      .map(([label, visitors]) => ({ metrics: query.metrics.map((name) => metric(name, visitors, label)), dimensions: [label] })),
    meta: { time_labels: [...points.keys()] },
  };
}

function metric(name, visitors, seed) {
  const wobble = noise(`${seed}${name}`);
  switch (name) {
    case 'visitors': return Math.round(visitors);
    case 'visits': return Math.round(visitors * 1.18);
    case 'pageviews': return Math.round(visitors * 2.9);
    case 'views_per_visit': return Number((2.2 + wobble * 0.6).toFixed(2));
    case 'bounce_rate': return Number((36 + wobble * 14).toFixed(1));
    case 'visit_duration': return Math.round(95 + wobble * 90);
    default: return null;
  }
}

function dayVisitors(day) {
  const number = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  const weekend = [4, 3].includes((number + 1) % 7) ? 0.62 : 1;
  const launch = number % 61 === 17 ? 2.6 : number % 61 === 18 ? 1.7 : 1;
  return 640 * weekend * launch * (0.85 + 0.3 * noise(day)) * (1 + (number - 20400) / 1200);
}

function daysOf(from, to) {
  const days = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function weights(values) {
  const sum = values.reduce((total, _, i) => total + 1 / (i + 1.4), 0);
  return values.map((value, i) => [value, 1 / (i + 1.4) / sum]);
}

const shareOf = (name, value) => shares[name]?.find(([known]) => known === value)?.[1] ?? 0;

/** From 0 to 1, by FNV-1a. */
function noise(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 13)) >>> 0) / 0xffffffff;
}
