/**
 * @typedef {object} EventOptions
 * @property {Object<string, string | number | boolean>} [props] custom properties: at most 30; names to 300, values to 2,000 bytes
 * @property {{ currency: string, amount: number | string }} [revenue] ISO 4217 code and amount
 * @property {boolean} [interactive] false: the event leaves a bounce a bounce. Default true
 * @property {string} [url] the page, where it is not the address bar's
 * @property {string} [u] the same under its older name
 * @property {(result?: { status?: number, error?: unknown }) => void} [callback] called once: with the answer's status, with
 *   the error of a request that got none, or with nothing where the event was ignored
 */

/**
 * The event as it travels: Plausible's short names, and five of ours that its server passes over.
 * What is undefined is left out of the JSON, so absent things cost no bytes.
 *
 * @param {string} name
 * @param {string} domain
 * @param {EventOptions} options
 */
export function wireForm(name, domain, options) {
  return {
    // Made once an event, so that a copy which arrives twice counts once. Random: it says nothing of who or when before.
    id: Date.now().toString(36) + Math.random().toString(36).slice(2),
    n: name,
    u: options.url || options.u || location.href,
    d: domain,
    r: document.referrer || null,
    p: options.props,
    $: options.revenue,
    i: options.interactive,
    w: screen.width,
    sh: screen.height,
    tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
    l: navigator.language,
  };
}
