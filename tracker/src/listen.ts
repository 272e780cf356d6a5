let life = WITH.destroy ? new AbortController() : undefined;

/** Whether the life that a part began in is over; a build that cannot be taken off the page lives as long as the page. */
export const lifeOf = () => life?.signal;

/** Listens to events anywhere on the page, before the page's own listeners. */
export const on = (types: string, handler: (event: any) => void) =>
  types.split(' ').map(type => addEventListener(type, handler, WITH.destroy ? { capture: true, signal: life!.signal } : true));

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
