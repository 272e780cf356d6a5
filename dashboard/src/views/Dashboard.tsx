import { useEffect } from 'preact/hooks';
import type { Site } from '../api/routes';
import { view } from '../navigation/location';
import { isLoading, isUntouched, loadReport, report, reportProblem } from '../state/report';
import { panelIds } from '../stats/panels';
import { Chart } from './Chart';
import { FilterBar } from './FilterBar';
import { FullList } from './FullList';
import { Headlines } from './Headlines';
import { Notice } from './Notice';
import { PanelCard } from './PanelCard';
import { Snippet } from './Snippet';

export function Dashboard({ site }: { site: Site }) {
  const shown = report.value;
  useEffect(() => {
    document.title = `${site.name} · Analytics`;
  }, [site.name]);
  if (isUntouched.value) return <FirstVisit site={site} />;
  return (
    <>
      <h1 class="visually-hidden">{site.name}</h1>
      <FilterBar />
      {reportProblem.value && <Notice problem={reportProblem.value} retry={loadReport} />}
      {shown?.error && <Notice problem={{ kind: 'failed', message: shown.error }} retry={loadReport} />}
      {(shown || !reportProblem.value) && <div class={shown && isLoading.value ? 'report loading' : 'report'} aria-busy={isLoading.value}>
        <section class="card" aria-label="Summary">
          <Headlines report={shown} />
          <Chart report={shown} metric={view.value.metric} />
        </section>
        <div class="panels">
          {panelIds.map((id) => <PanelCard key={id} id={id} report={shown} domain={site.domains[0] ?? ''} />)}
        </div>
      </div>}
      {shown && view.value.open && <FullList key={view.value.open} on={view.value.open} question={shown.question} domain={site.domains[0] ?? ''} />}
      <p class="visually-hidden" role="status">{isLoading.value ? 'Loading' : ''}</p>
    </>
  );
}

/** The site is new. The page watches for its first visitor and becomes the report by itself. */
function FirstVisit({ site }: { site: Site }) {
  return (
    <section class="card form">
      <h1>No visits yet</h1>
      <p>Put this on your site, into the <code>&lt;head&gt;</code> of every page. This page shows the report as soon as the first visitor arrives.</p>
      <Snippet site={site} />
      <p class="current muted" role="status"><span class="dot live" aria-hidden="true" /> Waiting for the first visit to {site.domains.join(', ')}</p>
    </section>
  );
}
