import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface MenuProps {
  /** What the button says. */
  readonly label: ComponentChildren;
  /** What a screen reader says before it. */
  readonly name: string;
  readonly align?: 'start' | 'end';
  readonly class?: string;
  /** The panel's content; `close` gives the focus back to the button. */
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button that opens a small panel. Escape, a click elsewhere and leaving it by Tab close it; arrows move inside. */
export function Menu({ label, name, align = 'start', class: classes = '', children }: MenuProps) {
  const isOpen = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  const close = () => {
    isOpen.value = false;
    button.current?.focus();
  };

  useEffect(() => {
    if (!isOpen.value) return;
    const closeElsewhere = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) isOpen.value = false;
    };
    document.addEventListener('pointerdown', closeElsewhere);
    const panel = root.current?.querySelector('.panel');
    (panel?.querySelector<HTMLElement>('[aria-current=true]') ?? panel?.querySelector<HTMLElement>('button, input'))?.focus();
    return () => document.removeEventListener('pointerdown', closeElsewhere);
  }, [isOpen.value]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen.value) {
      event.stopPropagation();
      close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if ((event.target as HTMLElement).tagName === 'INPUT') return;
    event.preventDefault();
    if (!isOpen.value) isOpen.value = true;
    else moveFocus(root.current!, event.key === 'ArrowDown' ? 1 : -1);
  };

  const onFocusOut = (event: FocusEvent) => {
    if (event.relatedTarget && !root.current?.contains(event.relatedTarget as Node)) isOpen.value = false;
  };

  return (
    <div class={`menu ${classes}`} ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button" class="button menu-button" ref={button}
        aria-expanded={isOpen.value} aria-controls={id} onClick={() => (isOpen.value = !isOpen.value)}
      >
        <span class="visually-hidden">{name}: </span>
        <span class="menu-label">{label}</span>
        <svg class="caret" viewBox="0 0 10 6" width="10" height="6" aria-hidden="true"><path d="M1 1l4 4 4-4" /></svg>
      </button>
      {isOpen.value && <div class={`panel ${align}`} id={id} role="group" aria-label={name}>{children(close)}</div>}
    </div>
  );
}

function moveFocus(root: HTMLElement, by: 1 | -1): void {
  const items = [...root.querySelectorAll<HTMLElement>('.panel button, .panel a')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + by + items.length) % items.length]?.focus();
}
