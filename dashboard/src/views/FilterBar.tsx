import { change, view } from '../navigation/location';
import { dimension, valueText } from '../stats/dimensions';
import { removeFilter } from '../stats/filters';

/** What the report is narrowed to; each part can be let go of. */
export function FilterBar() {
  const { filters } = view.value;
  if (filters.length === 0) return null;
  return (
    <div class="filters" role="group" aria-label="Filters">
      {filters.map((filter) => {
        const { label } = dimension(filter.on);
        const values = filter.values.map((value) => valueText(filter.on, value)).join(' or ');
        return (
          <button
            key={filter.on} type="button" class="chip" aria-label={`Remove filter: ${label} is ${values}`} title={`${label} is ${values}`}
            onClick={() => change({ filters: removeFilter(filters, filter.on) })}
          >
            <span class="chip-text">{label} is <b>{values}</b></span>
            <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><path d="M1.5 1.5l7 7m0-7l-7 7" /></svg>
          </button>
        );
      })}
      {filters.length > 1 && <button type="button" class="link" onClick={() => change({ filters: [] })}>Remove all</button>}
    </div>
  );
}
