// Valid HTML by the Nu checker, on all pages.

// Its warnings are listed, each sort once; errors fail the test.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import vnu from 'vnu-jar';

import { none } from './lib/expect.mjs';
import { site } from './lib/site.mjs';

// A file on the disk is no origin to the checker, so that 'self' is nothing to it; browsers see that otherwise.
const SELF = /^(Resource|Inline style) violates Content Security Policy/;
// It knows no container queries yet; only a page that is a single file has its style where it looks.
const NEWER = /^CSS: .*(container-type|@container)/;

test('every page is valid HTML', (t) => {
  const messages = check(site());
  const line = ({ url, lastLine, firstLine = lastLine, lastColumn, message, extract = '' }) =>
    `${relative(site(), fileURLToPath(url))}:${firstLine}:${lastColumn}: ${message} ${JSON.stringify(extract.trim())}`;
  const warnings = messages.filter(({ type, message }) => type === 'info' && !SELF.test(message));
  const sorts = Map.groupBy?.(warnings, ({ message }) => message) ?? new Map(warnings.map((warning) => [warning.message, [warning]]));
  for (const [first, ...more] of sorts.values()) t.diagnostic(`warning: ${line(first)}${more.length ? ` and ${more.length} more` : ''}`);
  none(messages.filter(({ type, message }) => type !== 'info' && !NEWER.test(message)).map(line), 'error of the Nu checker');
});

function check(folder) {
  const words = ['-Xss8m', '-jar', vnu, '--format', 'json', '--exit-zero-always', '--skip-non-html', folder];
  const { error, stderr } = spawnSync('java', words, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 180_000 });
  assert.ok(!error, `the Nu checker needs Java 17 or newer (\`apt-get install default-jre-headless\`): ${error?.message}`);
  try {
    return JSON.parse(stderr).messages;
  } catch {
    return assert.fail(`the Nu checker did not run:\n${stderr}`);
  }
}
