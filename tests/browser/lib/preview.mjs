// A small site of its own and the preview of it: files are changed as an author changes them.

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { program, temporaryFolder, writeFiles } from './site.mjs';

const LONG = Array.from({ length: 30 }, (_, part) => `## Afsnit ${part}\n\n${'Her står en tekst, som er lang nok til at fylde en linje eller to. '.repeat(6)}\n`).join('\n');

/** A text of many headings, with a word at its end. */
export const text = (word, title = 'Lang side') => `---\ntitle: ${title}\n---\n\n${LONG}\n\nTil sidst: ${word}.\n`;

const SITE = {
  'site.yaml': 'title: Prøve\nmunicipality: Prøve Kommune\nlanguage: da\nchecks: {C10: off}\n',
  'index.md': '---\ntitle: Velkommen\n---\n\nHej.\n',
  'pages/lang.md': text('eins'),
  'guidelines/svar.md': '---\ntitle: Svar\nstatus: draft\n---\n\nSe [[page:lang]].\n',
};

/** A preview: its address, `write` to change files, and how to stop it and start it again. */
export async function preview(...options) {
  const folder = temporaryFolder();
  const write = (files) => writeFiles(join(folder, 'content'), files);
  write(SITE);
  let server = await start(folder, 0, options);
  return {
    address: server.address,
    write,
    theme: (files) => writeFiles(join(folder, 'themes/default'), files),
    remove: (path) => rmSync(join(folder, 'content', path)),
    stop: () => stop(server.process),
    restart: async () => { server = await start(folder, new URL(server.address).port, options); },
  };
}

/** A preview of a site that is there: its address, and how to stop it. */
export async function previewOf(folder, ...options) {
  const server = await start(folder, 0, options);
  return { address: server.address, stop: () => stop(server.process) };
}

function start(cwd, port, options) {
  const words = ['serve', '--quiet', '--date', '2026-11-20', '--port', String(port), ...options];
  const server = spawn(program, words, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((found, failed) => {
    let said = '';
    server.stdout.on('data', (more) => {
      said += more;
      const [address] = /http:\/\/localhost\S+\//.exec(said) ?? [];
      if (address) found({ process: server, address });
    });
    server.on('error', failed);
    server.on('exit', (code) => failed(new Error(`\`rettesnor serve\` ended with ${code}: ${said}`)));
  });
}

const stop = (server) => new Promise((ended) => {
  server.once('exit', ended);
  server.kill('SIGTERM');
});
