// What a search costs in a browser: node tests/search/measure.mjs <folder>
//
// The folder is one that `SEARCH_KEEP` made (see README.md): an index and queries. They are put to the engine in Chromium,
// from file://, each in the state that the queries before have left. Prints how long the index takes to open, how long
// queries take with and without loading, and how many bytes they load, compressed as a web server would (gzip).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const { chromium } = createRequire(new URL('../browser/package.json', import.meta.url))('playwright-core');
const folder = resolve(process.argv[2]);
const { queries } = JSON.parse(readFileSync(join(folder, 'task.json'), 'utf8'));

const PAGE = `<!doctype html><meta charset="utf-8"><title>measure</title><script>
const data = {}, loaded = {};
let fresh = [];
window.rettesnorSearch = { put: (key, value) => { data[key] = value; } };
const get = (name) => loaded[name] ||= new Promise((resolve, reject) => {
  fresh.push(name);
  const script = document.createElement('script');
  script.src = 'search/' + name + '.js';
  script.onload = () => resolve(data[name]);
  script.onerror = () => reject(new Error(name));
  document.head.append(script);
});
async function openIndex() {
  const start = performance.now(), index = await get('index');
  await get(index.engine);
  window.engine = await data.engine.open(index, get);
  const files = fresh;
  fresh = [];
  return { ms: performance.now() - start, files };
}
async function ask(query, chosen) {
  const first = performance.now();
  await engine.search(query, { chosen });
  const cold = performance.now() - first, files = fresh.filter((name) => name[0] !== 't'), again = performance.now();
  fresh = [];
  await engine.search(query, { chosen });
  return { cold, warm: performance.now() - again, files };
}
</script>`;

const size = (names) => names.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, 'search', name + '.js'))).length, 0);
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const ms = (list) => `median ${at(list, 0.5).toFixed(1)} ms, p99 ${at(list, 0.99).toFixed(1)} ms, most ${at(list, 1).toFixed(1)} ms`;
const kb = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;

writeFileSync(join(folder, 'measure.html'), PAGE);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--allow-file-access-from-files'],
});
try {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, 'measure.html')).href);
  const opened = await page.evaluate(() => openIndex());
  const asked = [];
  for (const { query, chosen } of queries) asked.push(await page.evaluate(([q, c]) => ask(q, c), [query, chosen]));
  const [first, ...later] = asked.map(({ files }) => size(files)), open = size(opened.files);
  console.log(`opening: ${opened.ms.toFixed(0)} ms, ${kb(open)}; with the first query ${kb(open + first)}`);
  console.log(`later queries load: median ${kb(at(later, 0.5))}, p90 ${kb(at(later, 0.9))}, most ${kb(at(later, 1))}`);
  // The same queries, each by somebody who has searched for nothing else.
  const alone = [];
  for (const { query, chosen } of queries) {
    await page.reload();
    await page.evaluate(() => openIndex());
    alone.push(size((await page.evaluate(([q, c]) => ask(q, c), [query, chosen])).files));
    if (alone.length === 60) break;
  }
  console.log(`any query after opening loads: median ${kb(at(alone, 0.5))}, p90 ${kb(at(alone, 0.9))}, most ${kb(at(alone, 1))}`);
  console.log(`${queries.length} queries, loading included: ${ms(asked.map((one) => one.cold))}`);
  console.log(`${queries.length} queries, loaded before: ${ms(asked.map((one) => one.warm))}`);
  const slow = asked.map((one, n) => [one.warm, later[n - 1] || 0, queries[n].query]);
  if (process.env.SEARCH_VERBOSE) {
    console.log(slow.toSorted((a, b) => b[0] - a[0]).slice(0, 12), slow.toSorted((a, b) => b[1] - a[1]).slice(0, 12));
  }
} finally {
  await browser.close();
}
