// Pagefind and MiniSearch on the same pages and queries as this program: node compare.mjs <folder>…
//
// The folders are those that `SEARCH_KEEP` made (see ../README.md). Needs `npm ci` here and in tests/browser. For each class
// of queries prints recall and p@10 of the three. MiniSearch is asked with prefixes, with typing errors from five letters
// on, with title, keywords and headings weighted, for all words and, if no page has them all, for any; its words are folded
// as ours. Pagefind is asked in Chromium as on a page of the site, with the page's language and with its filters.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import MiniSearch from 'minisearch';
import * as pagefind from 'pagefind';

const { chromium } = createRequire(new URL('../../browser/package.json', import.meta.url))('playwright-core');
const folders = process.argv.slice(2);
const rows = [];

const LETTERS = { æ: 'ae', ä: 'ae', ø: 'oe', ö: 'oe', å: 'aa' };
const fold = (word) => word.toLowerCase().normalize('NFC').replace(/[æäøöå]/g, (c) => LETTERS[c]);

function miniSearch(pages) {
  const index = new MiniSearch({
    idField: 'href', fields: ['title', 'keywords', 'headings', 'summary', 'text'], storeFields: ['facets'], processTerm: fold,
    searchOptions: {
      boost: { title: 4, keywords: 5, headings: 2, summary: 1.5 },
      prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  index.addAll(pages.map((page) => ({
    ...page,
    headings: page.sections.map(([heading]) => heading).join('\n'),
    text: page.sections.map(([, text]) => text).join('\n'),
    facets: [['kind', page.kind], ...page.facets],
  })));
  return ({ query, chosen }) => {
    const filter = ({ facets }) => Object.entries(chosen)
      .every(([key, values]) => facets.some(([of, value]) => of === key && values.includes(value)));
    const found = index.search(query, { combineWith: 'AND', filter });
    return (found.length ? found : index.search(query, { combineWith: 'OR', filter })).map(({ id }) => id);
  };
}

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
function html({ lang, kind, title, summary, keywords, sections, facets }) {
  const filters = [['kind', kind], ...facets].map(([key, value]) => `<span data-pagefind-filter="${key}[data-v]" data-v="${escape(value)}"></span>`);
  const texts = sections.map(([heading, text]) => `${heading && `<h2>${escape(heading)}</h2>`}<p>${escape(text)}</p>`);
  return `<!doctype html><html lang="${lang}"><title>${escape(title)}</title><main data-pagefind-body><h1>${escape(title)}</h1>
    <p>${escape(summary)}</p><p data-pagefind-weight="5">${escape(keywords)}</p>${texts.join('')}${filters.join('')}</main></html>`;
}

async function pageFind(pages, browser, act) {
  const { index } = await pagefind.createIndex();
  for (const page of pages) await index.addHTMLFile({ url: `/${page.href}`, content: html(page) });
  const folder = mkdtempSync(join(tmpdir(), 'pagefind-'));
  await index.writeFiles({ outputPath: join(folder, 'pagefind') });
  const types = { js: 'text/javascript', html: 'text/html', css: 'text/css' };
  const server = createServer(({ url }, response) => {
    const file = join(folder, new URL(url, 'http://x').pathname);
    if (url === '/') return response.end(`<!doctype html><html lang="${pages[0].lang}"><title>search</title></html>`);
    if (!existsSync(file)) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': types[file.split('.').pop()] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const tab = await browser.newPage();
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  await tab.evaluate(async () => {
    window.engine = await import('/pagefind/pagefind.js');
    await engine.init();
  });
  await act(({ query, chosen }) => tab.evaluate(async ([query, chosen]) => {
    const filters = Object.fromEntries(Object.entries(chosen).map(([key, values]) => [key, { any: values }]));
    const { results } = await engine.search(query, { filters });
    return (await Promise.all(results.map((result) => result.data()))).map(({ raw_url, url }) => (raw_url ?? url).slice(1));
  }, [query, chosen]));
  await tab.close();
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
}

function figures({ right, class: name, sealed }, found) {
  const set = new Set(right), places = Math.min(10, set.size), hits = (list) => list.filter((href) => set.has(href)).length;
  return { name, sealed, recall: hits(found) / set.size, p10: hits(found.slice(0, places)) / places };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
for (const folder of folders) {
  const { pages, queries } = JSON.parse(readFileSync(join(folder, 'task.json'), 'utf8'));
  const { found } = JSON.parse(readFileSync(join(folder, 'found.json'), 'utf8'));
  const mini = miniSearch(pages), set = basename(folder);
  await pageFind(pages, browser, async (ask) => {
    for (const [n, query] of queries.entries()) {
      const theirs = await ask(query);
      rows.push({ set, ours: figures(query, found[n].map(([href]) => href)), mini: figures(query, mini(query)), pagefind: figures(query, theirs) });
    }
  });
}
await browser.close();
await pagefind.close();

const mean = (list, of, key) => (list.reduce((sum, row) => sum + row[of][key], 0) / list.length).toFixed(3);
const line = (name, list) => console.log(name.padEnd(18), String(list.length).padStart(4), ...['ours', 'mini', 'pagefind']
  .flatMap((of) => [mean(list, of, 'recall'), mean(list, of, 'p10')]).map((figure) => figure.padStart(9)));
console.log('class'.padEnd(18), '   n', 'ours: recall, p@10', 'MiniSearch', 'Pagefind');
for (const name of [...new Set(rows.map(({ ours }) => ours.name))].sort()) line(name, rows.filter(({ ours }) => ours.name === name));
for (const set of new Set(rows.map(({ set }) => set))) line(`[${set}]`, rows.filter((row) => row.set === set));
line('sealed', rows.filter(({ ours }) => ours.sealed));
line('all', rows);
