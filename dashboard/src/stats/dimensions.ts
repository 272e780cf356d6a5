import { countryName, isCountryCode } from '../format/country';
import { webAddress } from '../format/webAddress';
import type { MetricName } from './metrics';

/** Something that visits differ by, with a list of its own. */
export interface Dimension {
  /** Its name in the API. */
  readonly name: string;
  /** On the tab: `Top pages`. */
  readonly tab: string;
  /** In a chip and at the head of a column: `Page`. */
  readonly label: string;
  /** The columns of its full list. Which metrics go with which dimension is the API's rule. */
  readonly columns: readonly MetricName[];
  /** What people read; default: the value itself. */
  readonly text?: (value: string) => string;
  /** Where a value leads, if it is safe to go there; `domain` is the site's. */
  readonly address?: (value: string, domain: string) => string | null;
  /** Whether the API takes the value in a filter; default: any. */
  readonly canFilter?: (value: string) => boolean;
}

const visitColumns = ['visitors', 'pageviews', 'bounce_rate', 'visit_duration'] as const;
const pageAddress = (path: string, domain: string) => (path.startsWith('/') ? webAddress(`https://${domain}${path}`) : null);

/** By the short key that the URL of the dashboard uses. */
export const dimensions = {
  page: { name: 'event:page', tab: 'Top pages', label: 'Page', columns: ['visitors', 'pageviews', 'bounce_rate'], address: pageAddress },
  entry_page: { name: 'visit:entry_page', tab: 'Entry', label: 'Entry page', columns: ['visitors', 'visits', 'bounce_rate', 'visit_duration'], address: pageAddress },
  exit_page: { name: 'visit:exit_page', tab: 'Exit', label: 'Exit page', columns: ['visitors', 'visits'], address: pageAddress },
  source: { name: 'visit:source', tab: 'Sources', label: 'Source', columns: visitColumns },
  channel: { name: 'visit:channel', tab: 'Channels', label: 'Channel', columns: visitColumns },
  referrer: { name: 'visit:referrer', tab: 'Referrers', label: 'Referrer', columns: visitColumns, address: (value) => webAddress(`https://${value}`) },
  utm_campaign: { name: 'visit:utm_campaign', tab: 'Campaigns', label: 'Campaign', columns: visitColumns },
  country: { name: 'visit:country', tab: 'Countries', label: 'Country', columns: visitColumns, text: countryName, canFilter: isCountryCode },
  device: { name: 'visit:device', tab: 'Devices', label: 'Device', columns: visitColumns },
  browser: { name: 'visit:browser', tab: 'Browsers', label: 'Browser', columns: visitColumns },
  os: { name: 'visit:os', tab: 'Systems', label: 'System', columns: visitColumns },
} as const satisfies Record<string, Dimension>;

export type DimensionKey = keyof typeof dimensions;

export const dimensionKeys = Object.keys(dimensions) as DimensionKey[];

export const isDimensionKey = (text: string): text is DimensionKey => Object.hasOwn(dimensions, text);

/** The dimension, without the narrowness of its own entry. */
export const dimension = (key: DimensionKey): Dimension => dimensions[key];

/** What people read for a value. An empty one is said to be unknown. */
export function valueText(key: DimensionKey, value: string): string {
  return dimension(key).text?.(value) || value || '(not set)';
}
