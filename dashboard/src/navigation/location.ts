import { signal } from '@preact/signals';
import { formatView, parseView, type View } from './view';

/** What the address says; written by {@link change} only, and by the reader's back button. */
export const view = signal<View>(parseView(globalThis.location?.search ?? ''));

/** Moves on. A step that one would want to go back from is a place in the history; a mere look (`replace`) is not. */
export function change(to: Partial<View>, { replace = false } = {}): void {
  const next = { ...view.value, ...to };
  const address = formatView(next) || location.pathname;
  if (address !== (location.search || location.pathname)) history[replace ? 'replaceState' : 'pushState'](null, '', address);
  view.value = next;
}

export function startNavigation(): void {
  addEventListener('popstate', () => (view.value = parseView(location.search)));
}
