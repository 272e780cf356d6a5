import { useSignal } from '@preact/signals';
import type { Problem } from '../api/problem';
import { hostName } from '../format/hostName';
import { addSite, aside } from '../state/sites';
import { Field } from './Field';
import { problemText } from './Notice';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function AddSite({ isFirst }: { isFirst: boolean }) {
  const problem = useSignal<Problem | null>(null);
  const isBusy = useSignal(false);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const domain = hostName(String(form.get('domain')));
    isBusy.value = true;
    problem.value = await addSite({
      name: String(form.get('name')).trim() || domain,
      domains: [domain],
      timezone: String(form.get('timezone')),
    });
    isBusy.value = false;
  };

  const fields = problem.value?.kind === 'invalid' ? problem.value.fields : {};
  const isSaidByField = ['name', 'domains', 'timezone'].some((name) => fields[name]?.length);
  return (
    <form class="card form narrow" onSubmit={submit} aria-busy={isBusy.value}>
      <h1>{isFirst ? 'Add your first site' : 'Add a site'}</h1>
      <Field label="Domain" hint="Where visitors find it, without https://" errors={fields['domains']}>
        {(attributes) => <input {...attributes} name="domain" placeholder="example.com" inputMode="url" autocapitalize="off" spellcheck={false} autocomplete="off" required autofocus />}
      </Field>
      <Field label="Name" hint="What you call it. Left empty, it is the domain." errors={fields['name']}>
        {(attributes) => <input {...attributes} name="name" maxLength={200} autocomplete="off" />}
      </Field>
      <Field label="Time zone" hint="Days begin and end at midnight there." errors={fields['timezone']}>
        {(attributes) => (
          <select {...attributes} name="timezone" defaultValue={ownZone}>
            {zones.map((zone) => <option key={zone} value={zone} selected={zone === ownZone}>{zone.replaceAll('_', ' ')}</option>)}
          </select>
        )}
      </Field>
      <p class="error" role="alert">{problem.value && !isSaidByField && problemText(problem.value)}</p>
      <div class="actions">
        <button type="submit" class="button primary" disabled={isBusy.value}>Add site</button>
        {!isFirst && <button type="button" class="button" onClick={() => (aside.value = null)}>Cancel</button>}
      </div>
    </form>
  );
}
