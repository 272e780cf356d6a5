import { useSignal } from '@preact/signals';
import type { Site } from '../api/routes';

/** The one line that a site needs. */
export const snippetOf = (domain: string, page: string): string =>
  `<script defer data-domain="${domain}" src="${page}js/script.js"></script>`;

export function Snippet({ site }: { site: Site }) {
  const copied = useSignal<'not yet' | 'yes' | 'failed'>('not yet');
  const text = snippetOf(site.domains[0] ?? site.id, location.origin + location.pathname); // the page ends with a slash

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      copied.value = 'yes';
    } catch {
      copied.value = 'failed';
    }
  };

  return (
    <div class="snippet">
      <pre tabIndex={0} aria-label="Tracking snippet"><code>{text}</code></pre>
      <button type="button" class="button" onClick={copy}>{copied.value === 'yes' ? 'Copied' : 'Copy'}</button>
      <p class="visually-hidden" role="status">
        {copied.value === 'yes' && 'Copied to the clipboard.'}
      </p>
      {copied.value === 'failed' && <p class="error" role="alert">The browser did not allow copying. Select the line and copy it yourself.</p>}
    </div>
  );
}
