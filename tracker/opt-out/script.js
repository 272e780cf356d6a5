// A switch for a site's privacy page: with it a visitor objects to being counted, and takes the objection back. It stands where its
// tag stands, and keeps the choice in the one item that the tracker reads: `localStorage.plausible_ignore`, on this site only.
//   <script src="…/js/opt-out.js" data-text="Do not count my visits to this site"></script>
const tag = /** @type {HTMLScriptElement} */ (document.currentScript);
const item = 'plausible_ignore';

const label = document.createElement('label');
const box = document.createElement('input');
box.type = 'checkbox';
label.append(box, ' ', tag.dataset.text || 'Do not count my visits to this site');

try {
  box.checked = localStorage.getItem(item) == 'true';
  box.addEventListener('change', () => (box.checked ? localStorage.setItem(item, 'true') : localStorage.removeItem(item)));
} catch (refused) {
  box.disabled = true; // a browser that keeps nothing cannot keep this either
}

tag.after(label);
