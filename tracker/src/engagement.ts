import { takeReport } from './attention.js';
import { deliver } from './deliver.js';
import { on } from './listen.js';

/** Reports, though somebody may still look. */
export const endPage = () => {
  const report = takeReport(true);
  if (report) {
    deliver(report);
  }
};

/** Notices when the visitor looks at the page and when not: the tab is shown or hidden, the page is left, or the window's focus changes. */
export const watchEngagement = () => on('pagehide blur visibilitychange focus scroll', () => {
  const report = takeReport();
  if (report) {
    deliver(report);
  }
});
