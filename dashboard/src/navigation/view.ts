import { parseDay } from '../dates/day';
import { isRangeName, type Interval, type Range } from '../dates/range';
import { isDimensionKey, type DimensionKey } from '../stats/dimensions';
import type { Filter } from '../stats/filters';
import { isMetricName, type MetricName } from '../stats/metrics';
import { panelIds, panelOf, panels, type PanelId } from '../stats/panels';

/** What is on the screen, as far as a link can say it. */
export interface View {
  /** The report of a site, or how all of them are. */
  readonly show: 'report' | 'health';
  /** A domain or the id of a site; null: the first there is. */
  readonly site: string | null;
  readonly range: Range;
  readonly filters: readonly Filter[];
  /** The metric that the chart draws. */
  readonly metric: MetricName;
  /** The points of the chart; null: the range's default. */
  readonly by: Interval | null;
  readonly tabs: Readonly<Record<PanelId, DimensionKey>>;
  /** The list that is open in full. */
  readonly open: DimensionKey | null;
  /** Null: as the system has it. */
  readonly theme: Theme | null;
}

export type Theme = 'light' | 'dark';

const defaultRange = { name: '28d' } as const satisfies Range;

export const defaultView: View = {
  show: 'report',
  site: null,
  range: defaultRange,
  filters: [],
  metric: 'visitors',
  by: null,
  tabs: Object.fromEntries(panelIds.map((id) => [id, panels[id].tabs[0]])) as Record<PanelId, DimensionKey>,
  open: null,
  theme: null,
};

const longestValue = 2000;
const mostValues = 50;

/** Reads the query part of an address. What it does not understand is left at its default. */
export function parseView(search: string): View {
  const params = new URLSearchParams(search);
  const metric = params.get('metric') ?? '';
  const by = params.get('by');
  const open = params.get('open') ?? '';
  const theme = params.get('theme');
  return {
    show: params.get('show') === 'health' ? 'health' : 'report',
    site: params.get('site') || null,
    range: parseRange(params),
    filters: parseFilters(params.getAll('is')),
    metric: isMetricName(metric) ? metric : defaultView.metric,
    by: by === 'day' || by === 'month' ? by : null,
    tabs: params.getAll('tab').filter(isDimensionKey).reduce((tabs, key) => ({ ...tabs, [panelOf(key)]: key }), defaultView.tabs),
    open: isDimensionKey(open) ? open : null,
    theme: theme === 'light' || theme === 'dark' ? theme : null,
  };
}

/** The shortest address that reads back as the view: `?site=example.com&range=7d&is=source:Google`; empty for the default. */
export function formatView(view: View): string {
  const params = new URLSearchParams();
  if (view.show !== defaultView.show) params.set('show', view.show);
  if (view.site) params.set('site', view.site);
  if (!('name' in view.range)) {
    params.set('from', view.range.from);
    params.set('to', view.range.to);
  } else if (view.range.name !== defaultRange.name) {
    params.set('range', view.range.name);
  }
  for (const filter of view.filters) for (const value of filter.values) params.append('is', `${filter.on}:${value}`);
  if (view.metric !== defaultView.metric) params.set('metric', view.metric);
  if (view.by) params.set('by', view.by);
  for (const id of panelIds) if (view.tabs[id] !== defaultView.tabs[id]) params.append('tab', view.tabs[id]);
  if (view.open) params.set('open', view.open);
  if (view.theme) params.set('theme', view.theme);
  const text = params.toString().replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text && `?${text}`;
}

function parseRange(params: URLSearchParams): Range {
  const name = params.get('range') ?? '';
  if (isRangeName(name)) return { name };
  const from = parseDay(params.get('from') ?? '');
  const to = parseDay(params.get('to') ?? '');
  return from && to && from <= to ? { from, to } : defaultView.range;
}

function parseFilters(texts: readonly string[]): readonly Filter[] {
  const filters = new Map<DimensionKey, Set<string>>();
  for (const text of texts.slice(0, mostValues)) {
    const colon = text.indexOf(':');
    const on = text.slice(0, Math.max(colon, 0));
    if (!isDimensionKey(on) || text.length > longestValue) continue;
    filters.set(on, (filters.get(on) ?? new Set()).add(text.slice(colon + 1)));
  }
  return [...filters].map(([on, values]) => ({ on, values: [...values] }));
}
