interface TabsProps<Key extends string> {
  readonly name: string;
  readonly tabs: readonly { readonly key: Key; readonly text: string }[];
  readonly selected: Key;
  /** The id of the element that the tabs switch. */
  readonly controls: string;
  readonly select: (key: Key) => void;
}

/** A row of tabs: one stop of the Tab key; the arrows move along it. */
export function Tabs<Key extends string>({ name, tabs, selected, controls, select }: TabsProps<Key>) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ key }) => key === selected);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    select(tabs[next]!.key);
    (event.currentTarget as HTMLElement).querySelectorAll('button')[next]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={name} onKeyDown={onKeyDown}>
      {tabs.map(({ key, text }) => (
        <button
          key={key} type="button" role="tab" aria-selected={key === selected} aria-controls={controls}
          tabIndex={key === selected ? 0 : -1} onClick={() => select(key)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
