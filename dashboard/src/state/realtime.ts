import { effect, signal } from '@preact/signals';
import { api } from '../api/routes';
import { isUntouched, loadReport } from './report';
import { currentSite } from './sites';

/** People on the site in the last five minutes; null until known, or when the last attempt failed. */
export const currentVisitors = signal<number | null>(null);

const everyMilliseconds = 30_000;

/** Asks every 30 seconds, while somebody is looking. */
export function startRealtime(): void {
  effect(() => {
    const site = currentSite.value;
    currentVisitors.value = null;
    if (!site) return;
    const stop = new AbortController();
    const ask = async () => {
      if (document.hidden) return;
      try {
        const outcome = await api.currentVisitors(site.id, stop.signal);
        if (stop.signal.aborted) return;
        currentVisitors.value = outcome.ok ? outcome.value.visitors : null;
        // The first visitor of a new site: the page that waits for them comes to life.
        if (currentVisitors.value && isUntouched.peek()) await loadReport();
      } catch {
        // Aborted: another site is being looked at.
      }
    };
    const timer = setInterval(ask, everyMilliseconds);
    document.addEventListener('visibilitychange', ask, { signal: stop.signal });
    void ask();
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  });
}
