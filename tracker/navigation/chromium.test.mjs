// Where there is no browser the tests are skipped and say so, and fail where there must be one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyMissing } from './chromium.mjs';

test('A browser is missing only where there is none and there need not be one', () => {
  assert.equal(whyMissing('/usr/bin/chromium', {}), false);
  assert.equal(whyMissing(undefined, { ANALYTICS_BROWSER: 'required' }), false);
  assert.match(whyMissing(undefined, { CI: 'true' }), /apt-get install chromium/);
});
