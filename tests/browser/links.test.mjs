// What every page has, and that all its links lead somewhere: read from the files, without a browser.

import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { describe, test } from 'node:test';

import { active, addresses, FOLLOWED, foreign, harmful, LOADED, rooted, scheme } from './lib/addresses.mjs';
import { none } from './lib/expect.mjs';
import { shown } from './lib/html.mjs';
import { files, pages } from './lib/pages.mjs';
import { site } from './lib/site.mjs';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'";

const having = (elements, wanted) => elements.filter(({ tag }) => tag === wanted);
const policy = (elements) => elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')?.attributes.content;
const identifiers = (elements) => elements.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));

/** A page that is a single file, to be kept on a phone or a stick: styles inside, with their hash in its policy. */
const isAlone = ({ elements }) => having(elements, 'style').length > 0 && !having(elements, 'script').length;

/** The page for addresses that do not exist is shown at any depth, so it has its style in itself. */
const hashes = (elements) => having(elements, 'style').map(({ text }) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
const allowed = (elements) => POLICY.replace("style-src", ['style-src', ...hashes(elements)].join(' '));

const all = pages(site());
const complete = all.filter((page) => !isAlone(page));
const paths = new Set(files(site()));
const anchors = new Map(all.map(({ path, elements }) => [path, new Set(identifiers(elements))]));

/** Problems of all pages: `find(elements, path)` gives those of one. */
const problems = (find, of = all) => of.flatMap(({ path, elements }) => find(elements, path).map((problem) => `${path}: ${problem}`));

describe('addresses', () => {
  test('a link within the site leads to a file, its fragment to an element', () => none(problems(broken), 'broken link'));
  test('a page loads nothing from another host', () => none(problems(foreign), 'address of another host'));
  test('a link has a scheme that is known to be harmless', () => none(problems(harmful), 'scheme'));
  test('no address depends on where the site lies', () => none(problems(rooted), 'address from the root'));
  test('files have names in ASCII, in lower case', () => none([...paths].filter((path) => !/^[a-z0-9/._-]+$/.test(path)), 'name'));
});

function broken(elements, path) {
  const within = addresses(elements, FOLLOWED, LOADED).filter(({ value }) => !scheme(value));
  return within.map(({ value, element }) => [whyBroken(path, value), element])
    .filter(([why]) => why).map(([why, element]) => `line ${element.line}: ${why}: ${shown(element)}`);
}

function whyBroken(path, address) {
  const [file, fragment] = address.split('#');
  const [plain] = file.split('?');
  const target = plain ? posix.normalize(posix.join(posix.dirname(path), decodeURIComponent(plain))) : path;
  if (!paths.has(target)) return `no file ${target}`;
  if (fragment && anchors.has(target) && !anchors.get(target).has(decodeURIComponent(fragment))) return `no #${fragment} in ${target}`;
  return undefined;
}

describe('a page', () => {
  test('has one h1, one main, a title and a language', () => none(problems((elements) => [
    ...['h1', 'main', 'title'].map((tag) => [having(elements, tag).length, tag]).filter(([count]) => count !== 1).map((pair) => pair.join(' ')),
    ...['h1', 'title'].flatMap((tag) => having(elements, tag)).filter(({ text }) => !text.trim()).map(({ tag }) => `empty ${tag}`),
    ...having(elements, 'html').filter(({ attributes: { lang } }) => !/^(da|sv|nb|nn|en)$/.test(lang ?? '')).map(shown),
  ]), 'page'));

  test('has the policy, before it loads anything', () => none(problems((elements) => {
    const loads = elements.findIndex(({ tag }) => ['script', 'link', 'style', 'img'].includes(tag));
    const says = elements.findIndex(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    return policy(elements) !== allowed(elements) ? [`policy: ${policy(elements)}`] : loads >= 0 && loads < says ? ['policy comes late'] : [];
  }, complete), 'page'));

  test('has no style and no program in itself', () => none(problems(active), 'element'));

  test('begins with a skip link that leads to main', () => none(problems((elements) => {
    const main = having(elements, 'main')[0]?.attributes.id;
    const first = elements[elements.findIndex(({ tag }) => tag === 'body') + 1];
    return main && first?.tag === 'a' && first.attributes.href === `#${main}` ? [] : [`first in body: ${first && shown(first)}`];
  }, complete.filter(({ embedded }) => !embedded)), 'page'));

  test('has no id twice', () => none(problems((elements) => {
    const ids = identifiers(elements);
    return ids.filter((id, at) => !id || ids.indexOf(id) !== at).map((id) => `id="${id}"`);
  }), 'id'));

  test('refers to ids that are there', () => none(problems((elements, path) => elements.flatMap((element) => {
    const named = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers', 'list'].flatMap((name) => (element.attributes[name] ?? '').split(/\s+/));
    return named.filter((id) => id && !anchors.get(path).has(id)).map((id) => `no ${id}: ${shown(element)}`);
  })), 'reference'));

  test('has headings without a jump', () => none(problems((elements) => {
    const headings = elements.filter(({ tag }) => /^h[1-6]$/.test(tag));
    const jumps = headings.filter(({ tag }, at) => Number(tag[1]) > Number(headings[at - 1]?.tag[1] ?? 0) + 1);
    return jumps.map(({ tag, text }) => `${tag} ${text.trim()}`);
  }), 'heading'));

  test('has table heads with a scope', () => none(problems((elements) => having(elements, 'th').filter(({ attributes: { scope } }) => !scope).map(shown)), 'table head'));

  test('that leads to another has a link to it', () => none(problems((elements) => {
    const [, to] = /url=(.*)$/i.exec(elements.find(({ attributes }) => attributes['http-equiv']?.toLowerCase() === 'refresh').attributes.content) ?? [];
    return having(elements, 'a').some(({ attributes: { href } }) => href === to) ? [] : [`no link to ${to}`];
  }, all.filter(({ moved }) => moved)), 'page'));

  test('that is a single file needs no other, and has the hash of its style in its policy', () => none(problems((elements) => {
    const said = policy(elements) ?? '';
    return [
      ...hashes(elements).filter((hash) => !said.includes(hash)).map((hash) => `policy without ${hash}: ${said}`),
      ...(/unsafe|\*/.test(said) || !said.includes("default-src 'none'") ? [`policy: ${said}`] : []),
      ...having(elements, 'script').map(shown),
      ...addresses(elements, LOADED).filter(({ value }) => !value.startsWith('data:')).map(({ element }) => shown(element)),
    ];
  }, all.filter(isAlone)), 'page'));
});
