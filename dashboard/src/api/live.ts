const everyMilliseconds = 5_000;

/** A browser reconnects a lost stream after five seconds. After three times that without a message, the count is unknown. */
const lostAfterMilliseconds = 3 * everyMilliseconds;

/**
 * Tells how many visitors there are, until it is stopped: as the server says, or, where there is no stream to be had, by asking
 * every five seconds. Null: not known any more.
 * @param stream The address of the stream.
 * @param ask Asks once. May reject when it is aborted.
 * @returns Stops.
 */
export function followVisitors(stream: string, ask: (signal: AbortSignal) => Promise<number | null>, tell: (visitors: number | null) => void): () => void {
  const stopped = new AbortController();
  let source: EventSource | null = null;
  let next: ReturnType<typeof setTimeout> | undefined;

  const poll = async () => {
    try {
      const visitors = await ask(stopped.signal);
      if (stopped.signal.aborted) return;
      tell(visitors);
      next = setTimeout(poll, everyMilliseconds);
    } catch {
      // Aborted: nobody is looking any more.
    }
  };

  if (typeof EventSource === 'undefined') {
    void poll();
  } else {
    source = new EventSource(stream);
    source.addEventListener('visitors', ({ data }: MessageEvent<string>) => {
      clearTimeout(next);
      next = undefined;
      tell((JSON.parse(data) as { readonly visitors: number }).visitors);
    });
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) {
        // Refused, and the browser will not try again: asking says why, and is what is left.
        clearTimeout(next);
        void poll();
      } else {
        next ??= setTimeout(() => tell(null), lostAfterMilliseconds);
      }
    });
  }

  return () => {
    stopped.abort();
    clearTimeout(next);
    source?.close();
  };
}
