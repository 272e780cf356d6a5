import type { DimensionKey } from './dimensions';

/** A card with one list at a time. */
export interface Panel {
  readonly title: string;
  /** The first is shown until the reader chooses. */
  readonly tabs: readonly [DimensionKey, ...DimensionKey[]];
}

export const panels = {
  pages: { title: 'Pages', tabs: ['page', 'entry_page', 'exit_page'] },
  sources: { title: 'Sources', tabs: ['source', 'channel', 'referrer', 'utm_campaign'] },
  places: { title: 'Countries', tabs: ['country'] },
  technology: { title: 'Devices', tabs: ['device', 'browser', 'os'] },
} as const satisfies Record<string, Panel>;

export type PanelId = keyof typeof panels;

export const panelIds = Object.keys(panels) as PanelId[];

/** The panel that has the list. */
export const panelOf = (tab: DimensionKey): PanelId =>
  panelIds.find((id) => (panels[id].tabs as readonly DimensionKey[]).includes(tab))!;
