// Puts queries to a built index, outside a browser: node run.mjs <dir>. Reads <dir>/task.json, {queries, texts, stems},
// and writes <dir>/found.json: for each query the pages found with their scores; how texts are cut and words stemmed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const [folder] = process.argv.slice(2);
const data = {};
const context = vm.createContext({ atob, rettesnorSearch: { put: (key, value) => { data[key] = value; } } });
function get(name) {
  if (!(name in data)) vm.runInContext(readFileSync(join(folder, 'search', name + '.js'), 'utf8'), context);
  return Promise.resolve(data[name]);
}
const index = await get('index');
vm.runInContext(readFileSync(join(folder, 'search', index.engine + '.js'), 'utf8'), context);
const engine = await data.engine.open(index, get);

const { queries, texts, stems } = JSON.parse(readFileSync(join(folder, 'task.json'), 'utf8'));
const found = [];
for (const { query, chosen } of queries) {
  const { hits } = await engine.search(query, { chosen });
  found.push(hits.map(({ href, score }) => [href, score]));
}
const result = { found, terms: texts.map((text) => data.engine.terms(text)), stems: stems.map(engine.stem) };
writeFileSync(join(folder, 'found.json'), JSON.stringify(result));
