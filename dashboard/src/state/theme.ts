import { computed, effect, signal } from '@preact/signals';
import { change, view } from '../navigation/location';
import type { Theme } from '../navigation/view';

const systemIsDark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

const systemTheme = signal<Theme>(systemIsDark?.matches ? 'dark' : 'light');

/** What is on the screen: the reader's choice, else the system's. */
export const theme = computed<Theme>(() => view.value.theme ?? systemTheme.value);

/** A choice that is the system's own needs no place in the address. */
export function toggleTheme(): void {
  const next = theme.value === 'dark' ? 'light' : 'dark';
  change({ theme: next === systemTheme.value ? null : next }, { replace: true });
}

export function startTheme(): void {
  systemIsDark?.addEventListener('change', ({ matches }) => (systemTheme.value = matches ? 'dark' : 'light'));
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
}
