// How the types of the API are used; `tsc -p tracker` compiles it.
import type { Operations, Question, QueryAnswer, Site } from '@analytics/tracker/api';

const base = 'https://stats.example.com';

/** A call of any operation, typed by its method and address. */
async function call<K extends keyof Operations>(operation: K, path: Operations[K]['path'], query: Operations[K]['query'], body: Operations[K]['body'], key: string): Promise<Operations[K]['answer']> {
  const [method, pattern] = operation.split(' ') as [string, string];
  const address = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String((path as Record<string, unknown>)[name])));
  const response = await fetch(`${base}${address}?${new URLSearchParams(query as Record<string, string>)}`, {
    method,
    headers: { Authorization: `Bearer ${key}` },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return await response.json() as Operations[K]['answer'];
}

const question: Question = { site_id: 'example.com', metrics: ['visitors', 'bounce_rate', 'p75(event:props:LCP)'], date_range: '30d', dimensions: ['visit:source'], filters: [['is', 'visit:country', ['EE']]] };
const answer: QueryAnswer = await call('POST /api/v2/query', {}, {}, question, 'ak_');
const rows: (string | undefined)[] = answer.results.map(row => row.dimensions[0]);
const site: Site = await call('GET /api/v2/sites/{id}', { id: 'example.com' }, {}, undefined, 'ak_');
const pages: (string | null)[] = (await call('GET /api/v2/sites/{id}/pages', { id: site.id }, { period: '30d', limit: 20 }, undefined, 'ak_')).pages.map(page => page.path);

// @ts-expect-error: there is no such metric
const wrong: Question = { site_id: 'example.com', metrics: ['clicks'], date_range: '30d' };
// @ts-expect-error: there is no such address
await call('GET /api/v2/nothing', {}, {}, undefined, 'ak_');

export { pages, rows, wrong };
