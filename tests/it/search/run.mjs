// Runs the search engine of a built index outside a browser: node run.mjs <dir>. Reads <dir>/queries.json and
// <dir>/texts.json, prints figures for each class of queries and, on the last line, all of them as JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import vm from 'node:vm';

const [folder] = process.argv.slice(2);
const data = {}, read = { bytes: 0, files: new Set() };
const context = vm.createContext({ atob, rettesnorSearch: { put: (key, value) => { data[key] = value; } } });
function get(name) {
  if (!read.files.has(name)) {
    const text = readFileSync(join(folder, 'search', name + '.js'), 'utf8');
    vm.runInContext(text, context);
    read.files.add(name);
    if (!name.startsWith('t')) read.bytes += Buffer.byteLength(text);
  }
  return Promise.resolve(data[name]);
}
const index = await get('index');
await get(index.engine);
const start = performance.now(), engine = await data.engine.open(index, get), opened = performance.now() - start;

const { queries, texts, stems } = JSON.parse(readFileSync(join(folder, 'queries.json'), 'utf8'));
const wrong = texts.filter(({ text, terms }) => JSON.stringify(data.engine.terms(text)) !== JSON.stringify(terms));
for (const { text, terms } of wrong) console.log('differs', text, terms, data.engine.terms(text));

// Stems of words that the index has must be right; those of words that it does not have nearly always.
const known = stems.filter(({ known }) => known), unknown = stems.filter(({ known }) => !known);
const agree = (list) => list.filter(({ term, stem }) => engine.stem(term) === stem).length / list.length;

const differ = (list, most) => list.filter(({ term, stem }) => engine.stem(term) !== stem).slice(0, most).forEach(({ term, stem }) => console.log('stem', term, stem, engine.stem(term)));
differ(known, 20);
if (process.env.SEARCH_VERBOSE) differ(unknown, 60);

const rows = [];
for (const { class: name, query, right, held } of queries) {
  const set = new Set(right), start = performance.now(), { hits } = await engine.search(query), ms = performance.now() - start;
  const found = hits.filter((hit) => set.has(hit.href)).length, places = Math.min(10, set.size);
  const first = hits.slice(0, places).filter((hit) => set.has(hit.href)).length;
  const row = { name, query, held, recall: found / set.size, p10: first / places, ms, hits: hits.length, right: set.size };
  row.all = hits.slice(0, set.size).filter((hit) => set.has(hit.href)).length / set.size;
  rows.push(row);
}
const times = [];
for (let round = 0; round < 5; round++) for (const { query } of queries) {
  const start = performance.now();
  await engine.search(query);
  times.push(performance.now() - start);
}
const mean = (list, key) => list.reduce((sum, row) => sum + row[key], 0) / list.length;
const line = (name, list) => console.log(name.padEnd(24), String(list.length).padStart(3), ...['recall', 'p10', 'all'].map((key) => mean(list, key).toFixed(3)));
console.log('class'.padEnd(26), 'n recall p@10 p@all');
for (const name of new Set(rows.map((row) => row.name))) line(name, rows.filter((row) => row.name === name));
line('tuned on', rows.filter((row) => !row.held));
line('held out', rows.filter((row) => row.held));
if (process.env.SEARCH_VERBOSE) for (const r of rows.filter((r) => !r.held && r.recall * r.p10 * r.all < 1)) console.log(r);
times.sort((a, b) => a - b);
const figures = {
  recall: mean(rows, 'recall'), p10: mean(rows, 'p10'), heldRecall: mean(rows.filter((r) => r.held), 'recall'),
  heldP10: mean(rows.filter((r) => r.held), 'p10'), wrong: wrong.length, knownStems: agree(known), unknownStems: agree(unknown), openMs: opened,
  medianMs: times[times.length >> 1], slowestMs: times.at(-1), bytes: read.bytes, files: read.files.size,
};
console.log(JSON.stringify(figures));
