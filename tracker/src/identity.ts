export let user: string | undefined;
export let consent: number | undefined;

/**
 * Names the user for every later event of this page load; nothing names nobody again. Kept in memory only.
 *
 * @param traits what is known of the user: it stays on the page, because a browser's word about a person proves nothing
 */
export const identify = (id?: string | number | null, traits?: object | null) => {
  if (traits) {
    console.warn('Ignoring Traits: send them from your server');
  }

  user = id == null ? undefined : '' + id;
};

/** Tells what the visitor answered when asked: refused, no user id is sent. Until it is called nothing is said about it. */
export const tellConsent = (given: boolean) => {
  consent = given ? 1 : 0;
};
