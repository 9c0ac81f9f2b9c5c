// The site under test: the program builds it from the example content, once per test file, into a folder that goes
// when the tests end.
//
// RETTESNOR_BIN names another program, RETTESNOR_SITE a folder that is built already.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

// The day of the example content.
const TODAY = '2026-11-20';

/** The whole matrix instead of a sample. */
export const full = process.env.RETTESNOR_FULL === '1';

export const program = resolve(process.env.RETTESNOR_BIN ?? join(root, 'target/release/rettesnor'));

const folders = [];
process.on('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder, gone when this process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'rettesnor-test-'));
  folders.push(folder);
  return folder;
}

/** Writes `{ 'themes/a.md': 'text' }` to a folder. */
export function writeFiles(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Builds a content folder; says how the program ended. */
export function build(content, ...options) {
  const out = join(temporaryFolder(), 'site');
  const words = ['build', '--content', content, '--out', out, '--date', TODAY, '--quiet', ...options];
  const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: 'utf8', timeout: 60_000 });
  if (error) throw new Error(`cannot run ${program}: ${error.message}; build it with \`cargo build --release\``);
  return { out, status, text: stdout + stderr };
}

/** Builds a content folder that has no errors; the folder of the site. */
export function built(content, ...options) {
  const { out, status, text } = build(content, ...options);
  if (status !== 0) throw new Error(`\`rettesnor build\` of ${content} ended with ${status}:\n${text}`);
  return out;
}

let folder;

/** The folder of the example site, drafts included. */
export function site() {
  folder ??= process.env.RETTESNOR_SITE ?? built(join(root, 'content'), '--drafts');
  return resolve(folder);
}

/** The folder of the example content. */
export const content = () => join(root, 'content');

const examples = new Map();

/** The folder with the content of the smaller example site in a language, `sv` or `nb`. */
export const exampleContent = (lang) => join(root, 'tests/sites', lang);

/** The folder of that site, built. */
export function example(lang) {
  if (!examples.has(lang)) examples.set(lang, built(exampleContent(lang)));
  return examples.get(lang);
}

/** A folder for what a person is to look at; no test reads it, and git leaves it out. */
export function artefacts(name) {
  const folder = join(root, 'tests/browser/artefacts', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The address of a site folder on a file share, with a slash at the end. */
export const fileAddress = (out) => `${pathToFileURL(out).href}/`;

/** Serves a folder below a path, as a web server does: its address, and how to end it. */
export async function below(folder, path) {
  const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' };
  const server = createServer(({ url }, response) => {
    const asked = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = asked.startsWith(path) && resolve(folder, asked.slice(path.length) || 'index.html');
    if (!file || !file.startsWith(resolve(folder)) || !existsSync(file)) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': types[file.split('.').pop()] ?? 'text/plain' }).end(readFileSync(file));
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const address = `http://127.0.0.1:${server.address().port}${path}`;
  return { address, stop: () => new Promise((ended) => { server.close(ended); server.closeAllConnections(); }) };
}

/** The preview of the example content on this machine: its address, and how to end it. */
export async function serve() {
  const words = ['serve', '--content', join(root, 'content'), '--port', '0', '--date', TODAY];
  const server = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const address = await new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error(`no address from \`rettesnor serve\` in 30 s:\n${said}`)), 30_000);
    const listen = (text) => {
      said += text;
      const [address] = /http:\/\/\S+\//.exec(said) ?? [];
      if (address) found(address);
      if (address) clearTimeout(late);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', (text) => { said += text; });
    server.on('error', failed);
    server.on('exit', (code) => failed(new Error(`\`rettesnor serve\` ended with ${code}:\n${said}`)));
  }).catch((error) => {
    server.kill('SIGKILL');
    throw error;
  });
  const stop = () => new Promise((ended) => {
    server.once('exit', ended);
    server.kill('SIGTERM');
  });
  return { address, stop };
}
