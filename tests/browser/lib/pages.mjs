// The pages of a site folder, and a sample that has one of every kind.

import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

import { elements } from './html.mjs';

/** The paths of all files of a folder, with `/`, sorted. */
export function files(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const base = join(folder, sep);
  return entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(base.length).split(sep).join('/')).sort();
}

/** All pages of a folder: path, text, elements, kind, language, whether it only leads to another page, and whether it
    is a part to be shown in a frame, without the site's own. */
export function pages(folder) {
  return files(folder).filter((path) => path.endsWith('.html')).map((path) => page(folder, path));
}

function page(folder, path) {
  const html = readFileSync(join(folder, path), 'utf8');
  const all = elements(html);
  const attributes = (tag) => all.find((element) => element.tag === tag)?.attributes ?? {};
  const moved = all.some(({ tag, attributes: { 'http-equiv': what } }) => tag === 'meta' && what?.toLowerCase() === 'refresh');
  const kind = attributes('body').class ?? '';
  return { path, html, elements: all, kind, lang: attributes('html').lang ?? '', moved, embedded: kind === 'kind-embed' };
}

/** The largest page of every kind, folder, depth and language; each page at the top has a kind of its own. */
export function sample(all) {
  const chosen = new Map();
  for (const page of all.filter(({ moved }) => !moved)) {
    const key = sort(page);
    if (!(chosen.get(key)?.html.length >= page.html.length)) chosen.set(key, page);
  }
  return [...chosen.values()];
}

function sort({ path, kind, lang, elements: all }) {
  const folders = path.split('/');
  const name = folders.pop();
  if (!folders.length) return path;
  const special = /^(index|udkast)\.html$|((udkast)?-(aendringer|offline))\.html$/.exec(name)?.slice(1).find(Boolean) ?? '';
  // A version that is not shown has nothing but what is said of it.
  const bare = all.some(({ tag }) => tag === 'section') ? '' : 'bare';
  return [folders[0], folders.length, kind, lang, special, bare].join(' ');
}

/** What the addresses of the example site are called. */
export const ADDRESS = {
  home: 'index.html',
  search: 'soeg.html',
  index: 'a-aa.html',
  missing: '404.html',
  document: 'retningslinjer/svar-paa-kommentarer.html',
};
