/**
 * What the script tag says. A feature is switched on by an attribute (`data-local`) or, as with Plausible's script, by a
 * part of the file's name (`script.local.js`): both are asked in one place, so that a new feature is one more line here.
 *
 * @typedef {object} Tag
 * @property {string} domain whose events these are; several with commas between them. Default: the page's host name
 * @property {string} endpoint where events go. Default: `/api/event` on the host that the script came from
 * @property {boolean} local whether localhost and files count
 * @property {boolean} manual whether pageviews are left to the page's own calls
 */

/** @returns {Tag} */
export function readTag() {
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const has = (/** @type {string} */ feature) => feature in dataset || src.replace(/.*\//, '').split('.').includes(feature);
  return {
    domain: dataset.domain || location.hostname,
    endpoint: dataset.api || new URL(src).origin + '/api/event',
    local: has('local'),
    manual: has('manual'),
  };
}
