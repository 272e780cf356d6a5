import { useId } from 'preact/hooks';
import { fullNumber } from '../format/number';
import { change, view } from '../navigation/location';
import { dimension, type DimensionKey } from '../stats/dimensions';
import { cardRows, type List } from '../stats/list';
import { panels, type Panel, type PanelId } from '../stats/panels';
import type { Report } from '../stats/report';
import { ListTable } from './ListTable';
import { Tabs } from './Tabs';

/** A card with lists behind tabs; it is as high as nine rows, however many there are. */
export function PanelCard({ id, report, domain }: { id: PanelId; report: Report | null; domain: string }) {
  const panel: Panel = panels[id];
  const on = view.value.tabs[id];
  const list = report?.lists[on] ?? null;
  const body = useId();
  return (
    <section class="card panel-card" aria-label={panel.title}>
      <div class="panel-head">
        {panel.tabs.length > 1
          ? (
            <Tabs
              name={panel.title} selected={on} controls={body}
              tabs={panel.tabs.map((key) => ({ key, text: dimension(key).tab }))}
              select={(key) => change({ tabs: { ...view.value.tabs, [id]: key } }, { replace: true })}
            />
          )
          : <h2>{panel.title}</h2>}
      </div>
      <div class="panel-body" id={body} role={panel.tabs.length > 1 ? 'tabpanel' : undefined} aria-label={dimension(on).tab}>
        {list ? <Filled list={list} on={on} report={report!} domain={domain} /> : <Bones />}
      </div>
      <div class="panel-foot">
        {list && list.total > cardRows && (
          <button type="button" class="link" onClick={() => change({ open: on })}>
            All {fullNumber('count', list.total)}<span class="visually-hidden"> of {dimension(on).tab}</span>
          </button>
        )}
      </div>
    </section>
  );
}

function Filled({ list, on, report, domain }: { list: List; on: DimensionKey; report: Report; domain: string }) {
  if (list.error) return <p class="empty error" role="alert">{list.error}</p>;
  if (list.rows.length === 0) return <p class="empty">Nothing in these days</p>;
  return <ListTable rows={list.rows} on={on} columns={['visitors']} visitors={report.headline.visitors ?? null} domain={domain} />;
}

/** As high as the rows that will come. */
function Bones() {
  return (
    <div class="bones" aria-hidden="true">
      {Array.from({ length: 6 }, (_, i) => <div key={i} class="bone" style={{ width: `${86 - i * 12}%` }} />)}
    </div>
  );
}
