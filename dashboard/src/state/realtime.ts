import { effect, signal } from '@preact/signals';
import { followVisitors } from '../api/live';
import { api } from '../api/routes';
import { isUntouched, loadReport } from './report';
import { reportedSite } from './sites';

/** People on the site in the last five minutes; null until known, or when it is not known any more. */
export const currentVisitors = signal<number | null>(null);

/** Follows the visitors of the current site while somebody is looking: a hidden page holds no stream open. */
export function startRealtime(): void {
  effect(() => {
    const site = reportedSite.value;
    currentVisitors.value = null;
    if (!site) return;
    const left = new AbortController();
    let stop: (() => void) | null = null;
    const look = () => {
      if (document.hidden) {
        stop?.();
        stop = null;
      } else {
        stop ??= followVisitors(api.visitorStream(site.id), (signal) => ask(site.id, signal), tell);
      }
    };
    document.addEventListener('visibilitychange', look, { signal: left.signal });
    look();
    return () => {
      left.abort();
      stop?.();
    };
  });
}

async function ask(siteId: string, signal: AbortSignal): Promise<number | null> {
  const outcome = await api.currentVisitors(siteId, signal);
  return outcome.ok ? outcome.value.visitors : null;
}

function tell(visitors: number | null): void {
  currentVisitors.value = visitors;
  // The first visitor of a new site: the page that waits for them comes to life.
  if (visitors && isUntouched.peek()) void loadReport();
}
