import { signal } from '@preact/signals';
import type { Problem } from '../api/problem';
import { api } from '../api/routes';
import { joined, type Health, type HealthPage } from '../health/answer';

/** How everything was at the last look; null before the first. */
export const health = signal<Health | null>(null);

export const healthProblem = signal<Problem | null>(null);

export const isLooking = signal(false);

// A thousand sites: beyond them a person does not read a list.
const mostPages = 40;

let running = new AbortController();

/** Looks at all sites, page by page. What was seen before stays in sight until all is seen. */
export async function loadHealth(): Promise<void> {
  running.abort();
  const { signal } = (running = new AbortController());
  isLooking.value = true;
  try {
    const pages: HealthPage[] = [];
    do {
      const outcome = await api.health(pages.at(-1)?.next, signal);
      if (signal.aborted) return;
      healthProblem.value = outcome.ok ? null : outcome.problem;
      if (!outcome.ok) break;
      pages.push(outcome.value);
    } while (pages.at(-1)?.next && pages.length < mostPages);
    const [first, ...rest] = pages;
    if (first && !healthProblem.value) health.value = joined([first, ...rest]);
    isLooking.value = false;
  } catch {
    // Aborted: a newer look has taken over.
  }
}

export function forgetHealth(): void {
  running.abort();
  health.value = null;
  healthProblem.value = null;
  isLooking.value = false;
}
