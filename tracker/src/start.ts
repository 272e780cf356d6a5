import { countClicks } from './clicks.js';
import { watchEngagement } from './engagement.js';
import { reportErrors } from './errors.js';
import { identify } from './identity.js';
import { begin } from './listen.js';
import { countPages } from './pages.js';
import { settings } from './settings.js';
import { reportVitals } from './vitals.js';

/** Everything that the build holds and the settings ask for begins. */
export const start = () => {
  if (WITH.destroy) {
    begin();
  }

  if (WITH.more && settings.userId) {
    identify(settings.userId);
  }

  watchEngagement();
  countClicks();

  if (WITH.vitals && '' + settings.vitals != 'false') {
    reportVitals();
  }

  if (WITH.errors) {
    reportErrors();
  }

  if (settings.manual == null) {
    countPages();
  }
};
