import { lifeOf } from './listen.js';
import { endpoint, site } from './settings.js';
import { start } from './start.js';

/** What stands for each tracker of the page: at `history`, which nothing that swaps a page's elements replaces. */
const marks = globalThis.history as unknown as Record<string, { aborted?: boolean } | undefined>;

/** Whether a tracker of this name counts already, in whichever build: a script that is run again is no second one. */
export const isCounting = (name: string) => marks[name] && !(WITH.destroy && marks[name].aborted);

export const mark = (name: string) => {
  marks[name] = (WITH.destroy && lifeOf()) || {};
};

/** Starts, where nothing else on the page counts for the same site at the same endpoint; answers whether it did. */
export const startOnce = () => {
  const name = endpoint + site;
  const isFirst = !isCounting(name);
  if (isFirst) {
    start();
    mark(name);
  }

  return isFirst;
};
