import type { HealthPage } from '../health/answer';
import type { StatsAnswers, StatsQuery } from '../stats/query';
import { get, post } from './client';

/** The account that is signed in. */
export interface Account {
  readonly email: string;
  readonly role: string;
}

export interface Site {
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
  /** IANA name: where the site's days begin and end. */
  readonly timezone: string;
  readonly createdAt: string;
  /** There while the site is being deleted: it answers no question any more. */
  readonly deletion?: object;
}

export interface NewSite {
  readonly name: string;
  readonly domains: readonly string[];
  readonly timezone: string;
}

/** Every route that the dashboard calls. */
export const api = {
  me: () => get<Account>('api/v2/me'),
  signIn: (email: string, password: string) => post<void>('api/v2/login', { email, password }),
  signOut: () => post<void>('api/v2/logout'),
  sites: () => get<{ readonly sites: readonly Site[] }>('api/v2/sites'),
  addSite: (site: NewSite) => post<Site>('api/v2/sites', site),
  health: (after: string | undefined, signal: AbortSignal) => get<HealthPage>(`api/v2/health${after ? `?after=${encodeURIComponent(after)}` : ''}`, signal),
  ask: (queries: readonly StatsQuery[], signal: AbortSignal) => post<StatsAnswers>('api/v2/queries', { queries }, signal),
  currentVisitors: (siteId: string, signal: AbortSignal) =>
    get<{ readonly visitors: number }>(`api/v2/sites/${encodeURIComponent(siteId)}/realtime`, signal),
  /** Its address: an EventSource asks by itself. */
  visitorStream: (siteId: string) => `api/v2/sites/${encodeURIComponent(siteId)}/realtime/stream`,
};
