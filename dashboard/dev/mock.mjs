// A stand-in for the API, for working on the dashboard alone. It serves the built dashboard too, under the same
// content security policy as the product.
//
//   node dashboard/dev/mock.mjs [--port 5080] [--sites 2|1|0] [--untouched] [--slow 800] [--signed-in] [--broken] [--ill]
//
// Sign in with any address and the password "password"; the third wrong one in a row has to wait.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { answer } from './figures.mjs';
import { healthOf } from './health.mjs';

const { values: options } = parseArgs({
  options: {
    'port': { type: 'string', default: '5080' },
    'sites': { type: 'string', default: '2' },
    'untouched': { type: 'boolean', default: false },
    'slow': { type: 'string', default: '0' },
    'signed-in': { type: 'boolean', default: false },
    'broken': { type: 'boolean', default: false },
    'ill': { type: 'boolean', default: false },
  },
});

const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "font-src 'self'",
  "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
].join('; ');
const kinds = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const dist = join(import.meta.dirname, '..', 'dist');

const sites = [
  { id: 'st_1', name: 'example.com', domains: ['example.com'], timezone: 'Europe/Tallinn', createdAt: '2024-02-01T09:00:00Z' },
  { id: 'st_2', name: 'Shop', domains: ['shop.example.com', 'shop.example.org'], timezone: 'America/New_York', createdAt: '2025-02-01T09:00:00Z' },
].slice(0, Number(options.sites));
if (options.untouched) sites.forEach((site) => (site.createdAt = new Date().toISOString()));
let isIn = options['signed-in'];
let wrong = 0;
let visitors = 0;

const routes = {
  'GET /api/v2/me': () => ok({ email: 'owner@example.com', role: 'owner' }),
  'POST /api/v2/login': ({ password }) => {
    if (password !== 'password') return ++wrong % 3 ? problem(401, 'Not signed in', 'The email or the password is wrong.') : { ...problem(429, 'Too many attempts'), retryAfter: 5 };
    isIn = true;
    return { status: 204 };
  },
  'POST /api/v2/logout': () => ((isIn = false), { status: 204 }),
  'GET /api/v2/sites': () => ok({ sites }),
  'POST /api/v2/sites': ({ name, domains, timezone }) => {
    if (!domains[0].includes('.')) return { ...problem(400, 'Invalid site'), body: { title: 'Invalid site', errors: { 'domains[0]': ['must be a host name, such as example.com'] } } };
    const site = { id: `st_${sites.length + 1}`, name, domains, timezone, createdAt: new Date().toISOString() };
    sites.push(site);
    options.untouched = true;
    return { status: 201, body: site };
  },
  'GET /api/v2/health': () => (options.broken ? problem(503, 'Unavailable', 'The table is throttled. Try again in a moment.') : ok(healthOf(sites, options.ill))),
  'POST /api/v2/queries': ({ queries }) => {
    if (options.broken) return problem(503, 'Unavailable', 'The table is throttled. Try again in a moment.');
    return ok({ answers: queries.map(answerFor) });
  },
};

function answerFor(query) {
  const site = sites.find(({ id }) => id === query.site_id);
  if (!site) return { error: '#/site_id: must be the id, a domain or an alias of a site that the key\'s owner has' };
  const now = new Date().toLocaleString('sv-SE', { timeZone: site.timezone });
  if (options.untouched && (visitors += 0.01) < 3) return { results: query.dimensions ? [] : [{ metrics: query.metrics.map(() => 0), dimensions: [] }], meta: { time_labels: [], total_rows: 0 } };
  return answer(query, now);
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://mock');
  if (!pathname.startsWith('/api/')) return serveFile(pathname, response);
  let text = '';
  for await (const chunk of request) text += chunk;
  await new Promise((resolve) => setTimeout(resolve, Number(options.slow)));
  const name = `${request.method} ${pathname}`;
  if (isIn && /^GET \/api\/v2\/sites\/[^/]+\/realtime\/stream$/.test(name)) return stream(response);
  const isOpen = name === 'POST /api/v2/login';
  const result = !isIn && !isOpen ? problem(401, 'Not signed in')
    : /^GET \/api\/v2\/sites\/[^/]+\/realtime$/.test(name) ? ok({ visitors: options.untouched ? 0 : 17 })
    : routes[name]?.(text ? JSON.parse(text) : {}) ?? problem(404, 'No such route');
  response.writeHead(result.status, {
    'content-type': result.status < 400 ? 'application/json' : 'application/problem+json',
    ...(result.retryAfter ? { 'retry-after': String(result.retryAfter) } : {}),
  });
  response.end(result.body ? JSON.stringify(result.body) : undefined);
}).listen(Number(options.port), '127.0.0.1', () => {
  console.log(`The mock is at ${styleText('bold', `http://127.0.0.1:${options.port}/`)}`);
});

async function serveFile(pathname, response) {
  const file = normalize(pathname === '/' ? '/index.html' : pathname);
  try {
    const body = await readFile(join(dist, file));
    response.writeHead(200, { 'content-type': kinds[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy, 'x-content-type-options': 'nosniff' });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

// Sends a slightly different number of visitors every five seconds.
function stream(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  let there = options.untouched ? 0 : 17;
  const tell = () => response.write(`event: visitors\ndata: ${JSON.stringify({ visitors: there })}\n\n`);
  response.write('retry: 5000\n\n');
  tell();
  const timer = setInterval(() => ((there = options.untouched ? 0 : 17 + Math.round(Math.random() * 4 - 2)), tell()), 5000);
  response.on('close', () => clearInterval(timer));
}

function ok(body) {
  return { status: 200, body };
}

function problem(status, title, detail) {
  return { status, body: { title, detail, status } };
}
