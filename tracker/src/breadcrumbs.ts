const maxBreadcrumbs = 10;

/** What went before, oldest first: `page /cart`, `click button#save`, `event Signup`. Names of elements, paths and events, never what was typed or read. */
const breadcrumbs: string[] = [];

/** Remembers what happened, until ten more did. */
export const drop = (breadcrumb: string) => {
  breadcrumbs.push(breadcrumb);
  if (breadcrumbs.length > maxBreadcrumbs) {
    breadcrumbs.shift();
  }
};

/** All of it, as an error event carries it. */
export const trail = () => breadcrumbs.join(' > ');
