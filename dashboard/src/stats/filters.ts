import { dimensions, type DimensionKey } from './dimensions';

/** Visits (or pageviews) whose dimension is one of the values. Several filters must all hold. */
export interface Filter {
  readonly on: DimensionKey;
  readonly values: readonly string[];
}

/** As the API writes it. */
export type WireFilter = readonly ['is', string, readonly string[]];

export const wireFilter = (filter: Filter): WireFilter => ['is', dimensions[filter.on].name, filter.values];

export const isFiltered = (filters: readonly Filter[], on: DimensionKey, value: string): boolean =>
  filters.some((filter) => filter.on === on && filter.values.includes(value));

/** Narrows to the value; where it already is the choice, lets go of it. */
export function toggleFilter(filters: readonly Filter[], on: DimensionKey, value: string): readonly Filter[] {
  const others = removeFilter(filters, on);
  return isFiltered(filters, on, value) ? others : [...others, { on, values: [value] }];
}

export const removeFilter = (filters: readonly Filter[], on: DimensionKey): readonly Filter[] =>
  filters.filter((filter) => filter.on !== on);
