import { expect, test } from 'vitest';
import { readProblem } from '../../src/api/problem';

test('Faults are told by field, an entry of a list by its list', () => {
  const body = { title: 'Invalid site', errors: { name: ['must not be empty'], 'domains[0]': ['must be a host name'], 'domains[1]': ['is taken'] } };
  expect(readProblem(400, body, null)).toEqual({
    kind: 'invalid', message: 'Invalid site', fields: { name: ['must not be empty'], domains: ['must be a host name', 'is taken'] },
  });
});

test('The detail is worth more than the title', () => {
  expect(readProblem(401, { title: 'Unauthorized', detail: 'The password is wrong.' }, null)).toEqual({ kind: 'signed-out', message: 'The password is wrong.' });
});

test.each([['30', 30], ['0.2', 1], [null, 60], ['Wed, 21 Oct 2026 07:28:00 GMT', 60]])('Too often, Retry-After %s: wait %i seconds', (header, seconds) => {
  expect(readProblem(429, null, header)).toMatchObject({ kind: 'too-often', seconds });
});

test.each([null, 'text', 7, [], { errors: 'no' }, { errors: { a: 7 } }, { detail: { nested: true } }])('A body of %o still makes a problem that can be read', (body) => {
  expect(readProblem(502, body, null)).toEqual({ kind: 'failed', message: 'The server answered 502.' });
  expect(readProblem(400, body, null).message).toBe('The server answered 400.');
});

test('The errors of the Stats API are read too', () => {
  expect(readProblem(400, { error: '#/date_range: is no range' }, null).message).toBe('#/date_range: is no range');
});
