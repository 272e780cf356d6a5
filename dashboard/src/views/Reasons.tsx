import { Fragment } from 'preact';
import { ago, clockText } from '../format/ago';
import type { Reason } from '../health/answer';

/** What needs somebody, and what they can do. Names of sites are anybody's text, in either direction. */
export function Reasons({ reasons, now }: { reasons: readonly Reason[]; now: string }) {
  return (
    <ul class="card reasons plain" aria-label="What needs you">
      {reasons.map(({ reason, message, remedy, command, site, day, since }) => (
        <li key={[reason, site?.id, day, message].join()} class="reason">
          <p class="muted">
            {site ? <bdi>{site.name}</bdi> : 'All sites'}
            {since && <span> · <time dateTime={since} title={clockText(since)}>{ago(since, now)}</time></span>}
          </p>
          <h2>{message}</h2>
          <p>{remedy}</p>
          {command && <pre><code>{command.split(' ').map((word, i) => <Fragment key={i}>{i > 0 && ' '}<span>{word}</span></Fragment>)}</code></pre>}
        </li>
      ))}
    </ul>
  );
}
