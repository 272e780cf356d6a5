import { fullNumber, share, shortNumber } from '../format/number';
import { change, view } from '../navigation/location';
import { dimension, valueText, type DimensionKey } from '../stats/dimensions';
import { isFiltered, toggleFilter } from '../stats/filters';
import type { Row } from '../stats/list';
import { metrics, type MetricName } from '../stats/metrics';

interface ListTableProps {
  readonly rows: readonly Row[];
  readonly on: DimensionKey;
  readonly columns: readonly MetricName[];
  /** Of the whole report: what shares are of. */
  readonly visitors: number | null;
  /** The site's, for links to its pages. */
  readonly domain: string;
}

/** Values with their numbers. Choosing a value narrows the report to it. */
export function ListTable({ rows, on, columns, visitors, domain }: ListTableProps) {
  const most = Math.max(1, ...rows.map((row) => row.numbers.visitors ?? 0));
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{dimension(on).label}</th>
          {columns.map((name) => <th key={name} scope="col" class="number">{metrics[name].short}</th>)}
          <th scope="col" class="number share"><abbr title="Share of all visitors">%</abbr></th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.value}>
            <th scope="row">
              <span class="bar" style={{ width: `${(100 * (row.numbers.visitors ?? 0)) / most}%` }} aria-hidden="true" />
              <Value on={on} value={row.value} domain={domain} />
            </th>
            {columns.map((name) => {
              const number = row.numbers[name] ?? null;
              return <td key={name} class="number" title={fullNumber(metrics[name].kind, number)}>{shortNumber(metrics[name].kind, number)}</td>;
            })}
            <td class="number share">{share(row.numbers.visitors ?? 0, visitors)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The value's text is a visitor's: it is only ever a text node, and a link only where it is safe to follow. */
function Value({ on, value, domain }: { on: DimensionKey; value: string; domain: string }) {
  const { label, address, canFilter } = dimension(on);
  const { filters } = view.value;
  const text = valueText(on, value);
  const href = address?.(value, domain) ?? null;
  const isChosen = isFiltered(filters, on, value);
  return (
    <span class="value">
      {canFilter?.(value) ?? true
        ? (
          <button
            type="button" class="value-text" aria-pressed={isChosen} title={isChosen ? `${text}: show all again` : `Show only ${label.toLowerCase()} ${text}`}
            onClick={() => change({ filters: toggleFilter(filters, on, value), open: null })}
          >
            {text}
          </button>
        )
        : <span class="value-text">{text}</span>}
      {href && (
        <a class="visit" href={href} target="_blank" rel="noopener noreferrer nofollow" aria-label={`Open ${text} in a new tab`}>
          <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true"><path d="M4 2H2v8h8V8M6.5 1.5h4v4M10.5 1.5L5.5 6.5" /></svg>
        </a>
      )}
    </span>
  );
}
