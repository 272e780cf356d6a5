import { readProblem, unreachable, type Problem } from './problem';

/** What a request came to. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Called whenever an answer says that nobody is signed in. */
let onSignedOut: () => void = () => {};

export function whenSignedOut(action: () => void): void {
  onSignedOut = action;
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<Outcome<T>> => send<T>('GET', path, undefined, signal);

export const post = <T>(path: string, body?: unknown, signal?: AbortSignal): Promise<Outcome<T>> => send<T>('POST', path, body, signal);

/** Rejects only if the request was aborted: the caller that aborted it needs no outcome. */
async function send<T>(method: string, path: string, body: unknown, signal: AbortSignal | undefined): Promise<Outcome<T>> {
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? { accept: 'application/json' } : { accept: 'application/json', 'content-type': 'application/json' },
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    const text = await response.text();
    if (response.ok) return { ok: true, value: (text ? JSON.parse(text) : undefined) as T };
    const problem = readProblem(response.status, parse(text), response.headers.get('retry-after'));
    if (problem.kind === 'signed-out') onSignedOut();
    return { ok: false, problem };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { ok: false, problem: unreachable };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
