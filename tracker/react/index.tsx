import { init, identify, track, trackPages, type EventOptions, type InitOptions, type PropValue } from '@analytics/tracker';
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';

/** What a component may do. */
export interface Analytics {
  /** Sends an event of a name of your own. */
  track(name: string, props?: Record<string, PropValue>, options?: Omit<EventOptions, 'props'>): void;
  /** Sends a page view of a path that the address bar may not show. */
  pageview(path: string, title?: string): void;
  /** Names the user for every later event of this page load. Traits stay where they are, as the console says: a browser's word about a person proves nothing. */
  identify(userId?: string | number | null, traits?: object): void;
}

const Context = createContext<Analytics | null>(null);

export interface AnalyticsProviderProps extends Partial<InitOptions> {
  /** Where the product answers: `https://stats.example.com`. Or give `endpoint`, the whole address. */
  apiEndpoint?: string;
  children?: ReactNode;
}

/** Starts the tracker for what is inside. Pages are counted where `usePageTracking` is used, or with `autoCapturePageviews`. */
export function AnalyticsProvider({ apiEndpoint = '', children, ...options }: AnalyticsProviderProps) {
  const analytics = useMemo<Analytics>(() => {
    // Before the effects of what is inside, which are run first. Once: a second provider shares the first one's tracker.
    init({ endpoint: apiEndpoint.replace(/\/$/, '') + '/api/event', autoCapturePageviews: false, ...options });
    return {
      track: (name, props, more) => track(name, { ...more, props }),
      pageview: (path, title) => track('pageview', { url: new URL(path, location.href).href, title }),
      identify: (userId, traits) => identify(userId, traits),
    };
  }, []);
  return <Context.Provider value={analytics}>{children}</Context.Provider>;
}

/** The tracker of the provider around the component; without one it throws. */
export function useAnalytics(): Analytics {
  const analytics = useContext(Context);
  if (!analytics) {
    throw new Error('useAnalytics must be used within AnalyticsProvider');
  }

  return analytics;
}

/** Counts the page at hand, and every page that the application goes to. In one component or in each page's: a page counts once. */
export function usePageTracking(): void {
  useAnalytics();
  useEffect(trackPages, []);
}
