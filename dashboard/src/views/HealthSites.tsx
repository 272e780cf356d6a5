import { ago, clockText, isPast } from '../format/ago';
import { fullNumber, nothing } from '../format/number';
import { isIll, type Health, type SiteHealth } from '../health/answer';
import { daysWord, drops, states } from '../health/words';
import { sites, visit } from '../state/sites';

/** A row a site. On a narrow screen rows become blocks, which must not cost them their roles. */
export function HealthSites({ seen }: { seen: Health }) {
  return (
    <section class="card health-sites">
      <h2 id="health-sites">Sites</h2>
      <table role="table" aria-labelledby="health-sites">
        <thead role="rowgroup">
          <tr role="row">
            {['Site', 'Last event', 'Days', 'Dropped since yesterday', 'Next work'].map((name) => <th key={name} role="columnheader" scope="col">{name}</th>)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {seen.sites.map((site) => <SiteRow key={site.id} site={site} now={seen.now} needs={isIll(site, seen.reasons)} />)}
        </tbody>
      </table>
    </section>
  );
}

function SiteRow({ site, now, needs }: { site: SiteHealth; now: string; needs: boolean }) {
  const known = sites.value?.find(({ id }) => id === site.id);
  const { total, most } = drops(site);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span class={needs ? 'dot ill' : 'dot well'} aria-hidden="true" />
        <span class="visually-hidden">{needs ? 'Needs you: ' : ''}</span>
        {known ? <button type="button" class="value-text" onClick={() => visit(known)}><bdi>{site.name}</bdi></button> : <bdi class="value-text">{site.name}</bdi>}
        {states(site, now).map((state) => <span key={state} class="state muted">{state}</span>)}
      </th>
      <td role="cell" data-label="Last event"><Instant at={site.lastEvent} now={now} /></td>
      <td role="cell" data-label="Days">{daysWord(site)}</td>
      <td role="cell" data-label="Dropped">
        <span>
          {fullNumber('count', total)}
          {most && <span class="muted most">{most}</span>}
        </span>
      </td>
      <td role="cell" data-label="Next work">
        <span>{site.nextWork && isPast(site.nextWork, now) && 'due '}<Instant at={site.nextWork} now={now} /></span>
      </td>
    </tr>
  );
}

function Instant({ at, now }: { at: string | undefined; now: string }) {
  return at ? <time dateTime={at} title={clockText(at)}>{ago(at, now)}</time> : <span class="muted">{nothing}</span>;
}
