import { sites, visit } from '../state/sites';

/** The address names a site that this account does not have. */
export function NoSuchSite() {
  return (
    <section class="card form">
      <h1>No such site</h1>
      <p>The link leads to a site that does not exist, or that your account may not see. Yours are:</p>
      <ul class="plain">
        {sites.value?.map((site) => (
          <li key={site.id}><button type="button" class="link" onClick={() => visit(site)}>{site.name}</button></li>
        ))}
      </ul>
    </section>
  );
}
