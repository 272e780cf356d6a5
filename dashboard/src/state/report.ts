import { computed, effect, signal, untracked } from '@preact/signals';
import type { Problem } from '../api/problem';
import { api, type Site } from '../api/routes';
import { intervalsOf, spanOf } from '../dates/range';
import { siteTime } from '../dates/siteClock';
import { view } from '../navigation/location';
import type { View } from '../navigation/view';
import type { Question } from '../stats/question';
import { isEmpty, readReport, reportQueries, type Report } from '../stats/report';
import { currentSite, reportedSite } from './sites';

/** The newest report of the current site; the last one stays in sight while the next is on its way. */
export const report = signal<Report | null>(null);

export const isLoading = signal(false);

export const reportProblem = signal<Problem | null>(null);

/** Changes exactly when another report is wanted: not with the metric, a tab or the theme. */
const wanted = computed(() => {
  const { range, filters, by } = view.value;
  return reportedSite.value && JSON.stringify([reportedSite.value.id, range, filters, by]);
});

const staleAfterMilliseconds = 5 * 60_000;
let askedAt = 0;

/** Loads whenever another report is wanted, and when the reader comes back to an old one. */
export function startReports(): void {
  effect(() => {
    if (wanted.value) untracked(loadReport);
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Date.now() - askedAt > staleAfterMilliseconds) void loadReport();
  });
}

let running = new AbortController();

export async function loadReport(): Promise<void> {
  const site = reportedSite.value;
  if (!site) return;
  running.abort();
  const request = (running = new AbortController());
  if (report.value?.question.siteId !== site.id) report.value = null;
  isLoading.value = true;
  askedAt = Date.now();
  const question = questionOf(site, view.value, new Date(askedAt));
  try {
    const outcome = await api.ask(reportQueries(question), request.signal);
    if (request.signal.aborted) return;
    reportProblem.value = outcome.ok ? null : outcome.problem;
    if (outcome.ok) report.value = readReport(question, outcome.value.answers);
    isLoading.value = false;
  } catch {
    // Aborted: a newer request has taken over.
  }
}

/** Whether nothing was ever counted: the report is empty and reaches from the site's first day to now. */
export const isUntouched = computed(() => {
  const site = currentSite.value;
  if (!site || !report.value || !isEmpty(report.value)) return false;
  const { span, now, filters, zone } = report.value.question;
  return filters.length === 0 && span.to >= now.day && span.from <= siteTime(zone, new Date(site.createdAt)).day;
});

function questionOf(site: Site, { range, filters, by }: View, at: Date): Question {
  const now = siteTime(site.timezone, at);
  const span = spanOf(range, now.day);
  const intervals = intervalsOf(span);
  const interval = by && intervals.includes(by) ? by : intervals[0]!;
  return { siteId: site.id, zone: site.timezone, now, span, interval, filters };
}
