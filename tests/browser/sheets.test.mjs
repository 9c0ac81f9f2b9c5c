// Tables as authors and readers open them: every CSV file in LibreOffice, with the letters and the numbers it has.
// Only with `--full`, and only where LibreOffice is installed.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';

import { none } from './lib/expect.mjs';
import { files } from './lib/pages.mjs';
import { content, full, site, temporaryFolder } from './lib/site.mjs';

const office = ['soffice', 'libreoffice'].find((name) => !spawnSync(name, ['--version']).error);
const skip = (!full && 'only with --full') || (!office && 'LibreOffice is not installed (`apt-get install libreoffice-calc`)');

// As a Danish reader opens a file: cells parted by `;`, letters as UTF-8, numbers with a comma, dates known as such.
const DANISH = 'CSV:59,34,76,1,,1030,false,true';

/** The cells of a CSV file, row by row. */
function cells(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ';') rows.push([]);
  }
  return rows.filter((row) => row.some(Boolean));
}

const ENTITY = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text) => text.replace(/&(\w+);/g, (_, name) => ENTITY[name]).replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code));

/** The cells of a flat sheet: for each its kind (`string`, `float`, `date`), its value and what is shown. */
function opened(text) {
  return [...text.matchAll(/<table:table-row\b[^>]*?(?:\/>|>(.*?)<\/table:table-row>)/gs)].map(([, row = '']) => (
    [...row.matchAll(/<table:table-cell\b([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(([, attributes, inside = '']) => {
      const attribute = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
      const words = [...inside.matchAll(/<text:p\b[^>]*>(.*?)<\/text:p>/gs)].map(([, line]) => unescaped(line.replace(/<text:s\/>/g, ' ').replace(/<[^>]+>/g, '')));
      const cell = { kind: attribute('office:value-type'), value: attribute('office:value') ?? attribute('office:date-value'), shown: words.join('\n') };
      return Array(Math.min(Number(attribute('table:number-columns-repeated') ?? 1), 200)).fill(cell);
    })
  )).filter((row) => row.some(({ shown }) => shown));
}

/** What a cell is not that it should be; nothing for what is neither a word, a number nor a day. */
function wrong(wanted, { kind, value, shown } = { shown: '' }) {
  if (/^-?\d+(,\d+)?$/.test(wanted)) return !(kind === 'float' && Number(value) === Number(wanted.replace(',', '.')));
  if (/^\d{4}-\d\d-\d\d$/.test(wanted)) return !(kind === 'date' && value === wanted);
  return /\p{Letter}/u.test(wanted) && shown !== wanted;
}

test('every CSV file opens with the letters, the numbers and the days that it has', { skip }, () => {
  const folder = temporaryFolder();
  const found = [content(), site()].flatMap((root) => files(root).filter((path) => path.endsWith('.csv')).map((path) => [root, path]));
  assert.ok(found.length >= 5, `${found.length} files`);
  found.forEach(([root, path], at) => copyFileSync(join(root, path), join(folder, `${at}.csv`)));
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  const sheets = found.map((_, at) => join(folder, `${at}.csv`));
  const said = spawnSync(office, [profile, '--headless', `--infilter=${DANISH}`, '--convert-to', 'fods', '--outdir', folder, ...sheets], { encoding: 'utf8', timeout: 120_000 });
  assert.equal(said.status, 0, said.stderr);
  none(found.flatMap(([root, path], at) => {
    const rows = opened(readFileSync(join(folder, `${at}.fods`), 'utf8'));
    return cells(readFileSync(join(root, path), 'utf8')).flatMap((row, line) => row.flatMap((wanted, column) => (
      wrong(wanted, rows[line]?.[column]) ? [`${path}:${line + 1}, column ${column + 1}: »${wanted}« is ${JSON.stringify(rows[line]?.[column])}`] : []
    )));
  }), 'cell');
});
