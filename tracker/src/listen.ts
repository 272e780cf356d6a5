let life = WITH.destroy ? new AbortController() : undefined;

/** Whether the life that a part began in is over; a build that cannot be taken off the page lives as long as the page. */
export const lifeOf = () => life?.signal;

/** Before the page's own listeners, for as long as the life at hand lasts. */
export const howToListen = () => (WITH.destroy ? { capture: true, signal: life!.signal } : true);

/** Listens to events anywhere on the page. */
export const on = (types: string, handler: (event: any) => void) => types.split(' ').map(type => addEventListener(type, handler, howToListen()));

/** Nothing is heard and nothing is sent any more. */
export function stop() {
  life!.abort();
}

/** Another life, where the one before was ended. */
export function begin() {
  if (life!.signal.aborted) {
    life = new AbortController();
  }
}
