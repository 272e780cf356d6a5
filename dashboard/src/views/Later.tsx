import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { unreachable } from '../api/problem';
import { Notice } from './Notice';

/** A screen that is fetched when it is first wanted: most visits never want it. */
export function later(load: () => Promise<ComponentType>): ComponentType {
  const loaded = signal<ComponentType | null>(null);
  const isLost = signal(false);
  const begin = async () => {
    isLost.value = false;
    try {
      loaded.value = await load();
    } catch {
      isLost.value = true;
    }
  };
  return () => {
    useEffect(() => void (loaded.value ?? begin()), []);
    const Screen = loaded.value;
    if (Screen) return <Screen />;
    return isLost.value ? <Notice problem={unreachable} retry={begin} /> : null;
  };
}
