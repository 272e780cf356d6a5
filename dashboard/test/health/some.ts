import type { HealthPage, Reason, SiteHealth } from '../../src/health/answer';

export const now = '2026-03-11T09:00:00Z';

export const site = (name: string, more: Partial<SiteHealth> = {}): SiteHealth => ({
  id: name.toLowerCase(), name, isActive: true, days: [], dropped: { from: '2026-03-10', events: {} }, erasures: 0, ...more,
});

export const reason = (word: string, of?: string): Reason => ({
  reason: word, message: 'It is so.', remedy: 'Do that.', ...(of ? { site: { id: of.toLowerCase(), name: of } } : {}),
});

export const page = (sites: readonly SiteHealth[], reasons: readonly Reason[] = []): HealthPage => ({ version: '1.0.0', now, reasons, sites });
