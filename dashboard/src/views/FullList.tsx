import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../api/problem';
import { api } from '../api/routes';
import { fullNumber } from '../format/number';
import { change } from '../navigation/location';
import { report } from '../state/report';
import { dimension, type DimensionKey } from '../stats/dimensions';
import { fullQuery, readList, type List } from '../stats/list';
import type { Question } from '../stats/question';
import { ListTable } from './ListTable';
import { Notice } from './Notice';

const nothingYet: List = { rows: [], total: 0, error: null };

/** A whole list with all its columns, a hundred rows at a time. */
export function FullList({ on, question, domain }: { on: DimensionKey; question: Question; domain: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useSignal(nothingYet);
  const problem = useSignal<Problem | null>(null);
  const isBusy = useSignal(false);
  const { columns, tab } = dimension(on);

  const load = async (after: List, signal: AbortSignal) => {
    isBusy.value = true;
    try {
      const query = fullQuery(question, on, after.rows.length);
      const outcome = await api.ask([query], signal);
      if (signal.aborted) return;
      problem.value = outcome.ok ? null : outcome.problem;
      if (outcome.ok) {
        const next = readList(query, outcome.value.answers[0]);
        list.value = { ...next, rows: [...after.rows, ...next.rows] };
      }
      isBusy.value = false;
    } catch {
      // Aborted: the list has been closed, or is of another report now.
    }
  };

  const request = useRef(new AbortController());
  useEffect(() => {
    request.current = new AbortController();
    list.value = nothingYet;
    void load(nothingYet, request.current.signal);
    return () => request.current.abort();
  }, [question]);

  useEffect(() => {
    dialog.current?.showModal();
    return () => {
      // A choice made in the dialog takes the focused button away with it.
      if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);

  const close = () => change({ open: null });
  const { rows, total, error } = list.value;
  const fault: Problem | null = error ? { kind: 'failed', message: error } : problem.value;
  return (
    <dialog
      ref={dialog} class="card full-list" aria-labelledby="full-list-title" aria-busy={isBusy.value}
      onClose={close} onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="full-list-inner">
        <div class="panel-head">
          <h2 id="full-list-title">{tab} {total > 0 && <span class="muted">{fullNumber('count', total)}</span>}</h2>
          <button type="button" class="button icon" aria-label="Close" onClick={close}>
            <svg viewBox="0 0 10 10" width="12" height="12" aria-hidden="true"><path d="M1 1l8 8m0-8l-8 8" /></svg>
          </button>
        </div>
        <div class="full-list-rows" tabIndex={-1}>
          {rows.length > 0 && <ListTable rows={rows} on={on} columns={columns} visitors={report.value?.headline.visitors ?? null} domain={domain} />}
          {fault && <Notice problem={fault} retry={() => load({ ...list.value, error: null }, request.current.signal)} />}
          {!fault && isBusy.value && rows.length === 0 && <p class="empty">Loading</p>}
          {rows.length > 0 && rows.length < total && (
            <button type="button" class="button more" disabled={isBusy.value} onClick={() => load(list.value, request.current.signal)}>
              Show more
            </button>
          )}
        </div>
      </div>
    </dialog>
  );
}
