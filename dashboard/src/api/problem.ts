/** Why the server did not do what was asked: all that can happen, as values. */
export type Problem =
  | { readonly kind: 'signed-out'; readonly message: string }
  | { readonly kind: 'invalid'; readonly message: string; /** What is wrong, by the field's name in the request. */ readonly fields: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'too-often'; readonly message: string; /** Until it may be tried again; at least 1. */ readonly seconds: number }
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Reads an error response: problem JSON (RFC 9457), `{"error": "…"}`, or nothing that can be read. */
export function readProblem(status: number, body: unknown, retryAfter: string | null): Problem {
  const message = textOf(body, 'detail') ?? textOf(body, 'title') ?? textOf(body, 'error') ?? `The server answered ${status}.`;
  switch (status) {
    case 400: case 422: return { kind: 'invalid', message, fields: fieldsOf(body) };
    case 401: return { kind: 'signed-out', message };
    case 429: return { kind: 'too-often', message, seconds: Math.max(1, Math.ceil(Number(retryAfter)) || 60) };
    default: return { kind: 'failed', message };
  }
}

export const unreachable: Problem = { kind: 'unreachable', message: 'The server cannot be reached. Check the connection and try again.' };

function textOf(body: unknown, name: string): string | null {
  const value = isObject(body) ? body[name] : null;
  return typeof value === 'string' && value ? value : null;
}

/** Entries of a list are faults of its field: `domains[0]` is `domains`. */
function fieldsOf(body: unknown): Record<string, string[]> {
  const errors = isObject(body) && isObject(body['errors']) ? body['errors'] : {};
  const fields: Record<string, string[]> = {};
  for (const [name, messages] of Object.entries(errors)) {
    const texts = (Array.isArray(messages) ? messages : [messages]).filter((text): text is string => typeof text === 'string');
    (fields[name.replace(/[[.].*$/, '')] ??= []).push(...texts);
  }
  return fields;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
