import { signal } from '@preact/signals';
import { whenSignedOut } from '../api/client';
import type { Problem } from '../api/problem';
import { api, type Account } from '../api/routes';
import { forgetHealth } from './health';
import { forgetSites, loadSites } from './sites';

export type Session =
  | { readonly status: 'asking' }
  | { readonly status: 'unknown'; readonly problem: Problem }
  | { readonly status: 'out' }
  | { readonly status: 'in'; readonly account: Account };

export const session = signal<Session>({ status: 'asking' });

/** Asks who is signed in, and what there is to see. */
export async function startSession(): Promise<void> {
  whenSignedOut(leave);
  session.value = { status: 'asking' };
  const me = await api.me();
  if (me.ok) {
    session.value = { status: 'in', account: me.value };
    await loadSites();
  } else if (me.problem.kind !== 'signed-out') {
    session.value = { status: 'unknown', problem: me.problem };
  }
}

/** Null when it worked. */
export async function signIn(email: string, password: string): Promise<Problem | null> {
  const outcome = await api.signIn(email, password);
  if (!outcome.ok) return outcome.problem;
  await startSession();
  return null;
}

export async function signOut(): Promise<void> {
  const outcome = await api.signOut();
  if (outcome.ok) leave();
}

function leave(): void {
  session.value = { status: 'out' };
  forgetSites();
  forgetHealth();
}
