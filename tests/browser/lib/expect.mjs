// Assertions that show everything that is wrong at once.

import assert from 'node:assert/strict';

const SHOWN = 60;

/** Fails with the list, if there is anything in it. */
export function none(problems, what) {
  const lines = [...new Set(problems)];
  const more = lines.length > SHOWN ? [`… and ${lines.length - SHOWN} more`] : [];
  assert.equal(lines.length, 0, `${lines.length} × ${what}:\n  ${[...lines.slice(0, SHOWN), ...more].join('\n  ')}`);
}
