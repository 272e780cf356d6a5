import type { Site } from '../api/routes';
import { Snippet } from './Snippet';

export function Install({ site, done }: { site: Site; done: () => void }) {
  return (
    <section class="card form">
      <h1>Count visits to {site.name}</h1>
      <p>Put this line into the <code>&lt;head&gt;</code> of every page. It sets no cookies and weighs about one kilobyte.</p>
      <Snippet site={site} />
      <p class="muted">Days of this site begin and end at midnight in {site.timezone.replaceAll('_', ' ')}.</p>
      <div class="actions">
        <button type="button" class="button primary" onClick={done}>Go to the dashboard</button>
      </div>
    </section>
  );
}
