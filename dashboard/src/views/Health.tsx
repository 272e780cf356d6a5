import { useEffect } from 'preact/hooks';
import { clockText } from '../format/ago';
import { fullNumber } from '../format/number';
import type { Health as AllHealth } from '../health/answer';
import { headline } from '../health/words';
import { change } from '../navigation/location';
import { health, healthProblem, isLooking, loadHealth } from '../state/health';
import { HealthSites } from './HealthSites';
import { Notice } from './Notice';
import { Reasons } from './Reasons';

/** Whether all is well, what is not, and how each site is. */
export function Health() {
  const seen = health.value;
  useEffect(() => {
    document.title = 'Health · Analytics';
    void loadHealth();
  }, []);
  return (
    <div class="health" aria-busy={isLooking.value}>
      {!seen && <h1 class="visually-hidden">Health</h1>}
      {healthProblem.value && <Notice problem={healthProblem.value} retry={loadHealth} />}
      {seen ? <Seen seen={seen} /> : !healthProblem.value && <Bones />}
      <p class="visually-hidden" role="status">{isLooking.value ? 'Looking' : seen && !healthProblem.value ? headline(seen.reasons.length) : ''}</p>
    </div>
  );
}

function Seen({ seen }: { seen: AllHealth }) {
  const isWell = seen.reasons.length === 0;
  return (
    <>
      <div class="health-top">
        <svg class={isWell ? 'mark good' : 'mark bad'} viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
          <circle cx="16" cy="16" r="15" />
          <path d={isWell ? 'M10 16.5l4.2 4.2L22.5 12' : 'M16 9v9m0 4.6v.2'} />
        </svg>
        <h1>{headline(seen.reasons.length)}</h1>
        <div class="actions">
          <button type="button" class="button" disabled={isLooking.value} onClick={loadHealth}>Look again</button>
          {seen.sites.length > 0 && <button type="button" class="button" onClick={() => change({ show: 'report' })}>Report</button>}
        </div>
      </div>
      {!isWell && <Reasons reasons={seen.reasons} now={seen.now} />}
      {seen.sites.length > 0 ? <HealthSites seen={seen} /> : <NoSites />}
      <Facts seen={seen} />
    </>
  );
}

function Facts({ seen: { events, version, now } }: { seen: AllHealth }) {
  return (
    <dl class="health-facts muted">
      {events && (
        <div>
          <dt>Events today, in UTC</dt>
          <dd>
            {fullNumber('count', events.taken)} of {fullNumber('count', events.budget)}
            <progress class={events.taken >= events.budget ? 'full' : ''} max={events.budget} value={Math.min(events.taken, events.budget)} aria-label="Of the day's budget" />
          </dd>
        </div>
      )}
      <div><dt>Version</dt><dd>{version}</dd></div>
      <div><dt>Looked at</dt><dd>{clockText(now)}</dd></div>
    </dl>
  );
}

function NoSites() {
  return (
    <section class="card form">
      <h2>No site yet</h2>
      <p>There is nothing to look after until you add one.</p>
      <div class="actions"><button type="button" class="button primary" onClick={() => change({ show: 'report' })}>Add your first site</button></div>
    </section>
  );
}

/** The place of what is on its way. */
function Bones() {
  return (
    <div aria-hidden="true">
      <div class="health-top"><span class="bone mark" /><span class="bone line" /></div>
      <div class="card bones">{[0, 1, 2].map((row) => <span key={row} class="bone" />)}</div>
    </div>
  );
}
