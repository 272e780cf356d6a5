// The smallest script's own way to send: what it needs of the tag, and one request for each event.

/** The tag says whose events these are and where they go. Defaults: the page's host name; `/api/event` where the script came from. */
export const {
  src,
  dataset: { domain = location.hostname, api = new URL('/api/event', src) },
} = (!WITH.least ? { dataset: {} } : document.currentScript) as HTMLScriptElement & { dataset: { api?: string | URL } };

/** Sends an event, once. It is asynchronous so that nothing that it meets is thrown at the page, and at its `history.pushState`. */
export const trackLeast: Track = async (name, options) => {
  try {
    if (localStorage.plausible_ignore == 'true') {
      return;
    }
  } catch {
    // A sandboxed frame may not even read: that is no wish to be left out.
  }

  try {
    await fetch(api, {
      method: 'POST',
      body: JSON.stringify({
        u: options?.u || options?.url || location.href,
        p: options?.props,
        n: name,
        d: domain,
        id: '' + Math.random(),
        r: document.referrer,
      }),
      keepalive: true,
    });
  } catch {
    // It is sent once.
  }
};
