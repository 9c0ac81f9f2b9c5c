// The Nu checker: what it says of pages, errors and warnings.

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';

import vnu from 'vnu-jar';

// It knows no container queries yet; only a page that is a single file has its style where it looks.
const NEWER = /^CSS: .*(container-type|@container)/;

// This machine is a host that it does not ask by itself.
const words = (places) => ['-Xss8m', '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', vnu, '--format', 'json', '--exit-zero-always', '--skip-non-html', ...places];
const HELP = 'the Nu checker needs Java 17 or newer (`apt-get install default-jre-headless`)';

/** What it says of folders and files: a line each, with the bare message. */
export function check(...places) {
  const { error, stderr } = spawnSync('java', words(places), { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 240_000 });
  assert.ok(!error, `${HELP}: ${error?.message}`);
  return read(stderr);
}

/** The same of addresses, some of which this process may serve; what was not answered in time is asked for once more. */
export async function checkServed(...addresses) {
  const said = await ask(addresses);
  const late = ({ message }) => /TimeoutException|HTTP request failed/.test(message);
  const again = addresses.filter((address) => said.some((one) => late(one) && one.line.startsWith(`${address}:`)));
  return [...said.filter((one) => !late(one)), ...again.length ? await ask(again) : []];
}

const ask = (addresses) => new Promise((told, failed) => {
  execFile('java', words(addresses), { maxBuffer: 1 << 28, timeout: 240_000 }, (error, stdout, stderr) => {
    if (error) failed(new Error(`${HELP}: ${error.message}`));
    else told(read(stderr));
  });
});

function read(text) {
  let said;
  try {
    said = JSON.parse(text).messages;
  } catch {
    assert.fail(`the Nu checker did not run:\n${text}`);
  }
  const line = ({ url = '', lastLine, firstLine = lastLine, lastColumn, message, extract = '' }) =>
    `${url}:${firstLine}:${lastColumn}: ${message} ${JSON.stringify(extract.trim())}`;
  return said.filter(({ message }) => !NEWER.test(message)).map((one) => ({ message: one.message, line: line(one) }));
}

// A file on the disk is no origin to the checker, so that 'self' is nothing to it; over HTTP it says nothing of it.
const SELF = /^(Resource|Inline style) violates Content Security Policy/;

/** The same of folders, without what is wrong with files on a disk only. */
export const checkFolders = (...folders) => check(...folders).filter(({ message }) => !SELF.test(message));
