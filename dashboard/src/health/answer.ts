/** The server's report on the sites' health, a page of sites at a time. Instants are ISO 8601 in UTC; days are the site's. */
export interface HealthPage {
  readonly version: string;
  readonly now: string;
  readonly reasons: readonly Reason[];
  /** Since when the oldest work is due. */
  readonly oldestDue?: string;
  /** Of all sites, on a day of UTC; absent without a budget. */
  readonly events?: { readonly day: string; readonly taken: number; readonly budget: number };
  readonly sites: readonly SiteHealth[];
  readonly next?: string;
}

/** Something that a person should see to. */
export interface Reason {
  readonly reason: string;
  readonly message: string;
  readonly remedy: string;
  readonly command?: string;
  /** Absent where it concerns all sites. */
  readonly site?: { readonly id: string; readonly name: string };
  readonly day?: string;
  readonly since?: string;
}

export interface SiteHealth {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly lastEvent?: string;
  /** The day that waits longest for its seal. */
  readonly unsealed?: { readonly day: string; readonly since: string };
  readonly nextWork?: string;
  /** Days with something wrong. */
  readonly days: readonly { readonly day: string; readonly drift: number; readonly alarm?: string }[];
  readonly dropped: { readonly from: string; readonly events: Readonly<Record<string, number>> };
  readonly pausedUntil?: string;
  /** That are not finished. */
  readonly erasures: number;
}

/** How everything is. */
export type Health = Omit<HealthPage, 'next'>;

/**
 * All pages as one. What concerns all sites is said by each page from the sites that it sees: it holds if none of them knows better. Sites
 * that need somebody come first, then by name.
 */
export function joined(pages: readonly [HealthPage, ...HealthPage[]]): Health {
  const [{ next: _, ...first }] = pages;
  const reasons = [
    ...first.reasons.filter(({ reason, site }) => !site && pages.every((page) => page.reasons.some((other) => !other.site && other.reason === reason))),
    ...pages.flatMap((page) => page.reasons).filter(({ site }) => site),
  ];
  const order = (site: SiteHealth) => (isIll(site, reasons) ? 0 : 1);
  return { ...first, reasons, sites: pages.flatMap((page) => page.sites).toSorted((a, b) => order(a) - order(b) || a.name.localeCompare(b.name)) };
}

/** Whether something is wrong with the site itself, or it waits for what is wrong with all. */
export const isIll = (site: SiteHealth, reasons: readonly Reason[]): boolean =>
  reasons.some((reason) => (reason.site ? reason.site.id === site.id : reason.reason === 'maintenance_late' && site.unsealed !== undefined));
