import { batch, computed, signal } from '@preact/signals';
import type { Problem } from '../api/problem';
import { api, type NewSite, type Site } from '../api/routes';
import { change, view } from '../navigation/location';

/** Null until they are known. */
export const sites = signal<readonly Site[] | null>(null);

export const sitesProblem = signal<Problem | null>(null);

/** The site that the address names, the first if it names none; null when there is no such site. */
export const currentSite = computed<Site | null>(() => {
  const { site } = view.value;
  const all = sites.value ?? [];
  return (site === null ? all[0] : all.find(({ id, domains }) => id === site || domains.includes(site))) ?? null;
});

/** What stands beside the report: nothing, the form for a new site, or how to install the tracker. */
export const aside = signal<{ readonly show: 'new site' } | { readonly show: 'install'; readonly site: Site } | null>(null);

export async function loadSites(): Promise<void> {
  sitesProblem.value = null;
  const outcome = await api.sites();
  if (outcome.ok) sites.value = outcome.value.sites.filter(({ deletion }) => !deletion);
  else sitesProblem.value = outcome.problem;
}

/** Null when it was made; it is then the current site, and its snippet is shown. */
export async function addSite(site: NewSite): Promise<Problem | null> {
  const outcome = await api.addSite(site);
  if (!outcome.ok) return outcome.problem;
  batch(() => {
    sites.value = [...(sites.value ?? []), outcome.value];
    aside.value = { show: 'install', site: outcome.value };
    visit(outcome.value);
  });
  return null;
}

/** Filters belong to the site they were made on; the range goes along. */
export const visit = (site: Site): void => change({ show: 'report', site: nameInAddress(site), filters: [], open: null });

/** The site whose report is on the screen; null while something else is. */
export const reportedSite = computed<Site | null>(() => (view.value.show === 'report' ? currentSite.value : null));

export function forgetSites(): void {
  sites.value = null;
  aside.value = null;
}

const nameInAddress = (site: Site): string => site.domains[0] ?? site.id;
