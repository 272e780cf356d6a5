/**
 * Why this browser's events are not sent: the owner at work on the page, a program in place of a person, or a person who
 * asked not to be counted (`localStorage.plausible_ignore = 'true'`). Asked for every event, because a page may change any of it.
 *
 * @param {boolean} local whether localhost and files count
 * @returns {string | undefined} the reason; nothing where events are sent
 */
export function reasonToIgnore(local) {
  if (!local && (/^(localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname) || location.protocol == 'file:')) {
    return 'localhost';
  }

  // A test that wants its events counted sets window.__plausible.
  if ((navigator.webdriver || window._phantom || window.__nightmare || window.Cypress) && !window.__plausible) {
    return 'automation';
  }

  try {
    return localStorage.plausible_ignore == 'true' ? 'localStorage flag' : undefined;
  } catch (refused) {
    // A sandboxed frame may not even read: that is no wish to be left out.
  }
}
