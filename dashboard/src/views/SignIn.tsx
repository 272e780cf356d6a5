import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Problem } from '../api/problem';
import { signIn } from '../state/session';
import { Brand } from './Brand';
import { Field } from './Field';
import { problemText } from './Notice';

export function SignIn() {
  const problem = useSignal<Problem | null>(null);
  const isBusy = useSignal(false);
  const wait = useSignal(0);

  useEffect(() => {
    if (wait.value <= 0) return;
    const timer = setTimeout(() => {
      wait.value -= 1;
      if (wait.value <= 0) problem.value = null;
    }, 1000);
    return () => clearTimeout(timer);
  }, [wait.value]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    isBusy.value = true;
    problem.value = await signIn(String(form.get('email')).trim(), String(form.get('password')));
    wait.value = problem.value?.kind === 'too-often' ? problem.value.seconds : 0;
    isBusy.value = false;
  };

  const shown = problem.value?.kind === 'too-often' ? { ...problem.value, seconds: wait.value } : problem.value;
  return (
    <main class="page narrow">
      <form class="card form" onSubmit={submit} aria-busy={isBusy.value}>
        <h1><Brand /> Sign in</h1>
        <Field label="Email">
          {(attributes) => <input {...attributes} name="email" type="email" autocomplete="username" required autofocus />}
        </Field>
        <Field label="Password">
          {(attributes) => <input {...attributes} name="password" type="password" autocomplete="current-password" required />}
        </Field>
        <p class="error" role="alert">{shown && problemText(shown)}</p>
        <button type="submit" class="button primary" disabled={isBusy.value || wait.value > 0}>Sign in</button>
      </form>
    </main>
  );
}
