const maxBreadcrumbs = 10;

/** What went before, oldest first: `page /cart`, `click button#save`, `event Signup`. Names of elements, paths and events, never what was typed or read. */
export const breadcrumbs: string[] = [];

/** Remembers what happened, until ten more did. */
export const drop = (breadcrumb: string) => {
  breadcrumbs.push(breadcrumb);
  if (breadcrumbs.length > maxBreadcrumbs) {
    breadcrumbs.shift();
  }
};
