// The sites that the guide's pictures show: the example content for the Danish guide, a new site for the English one.

import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { program, temporaryFolder } from './site.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

const TODAY = '2026-11-20';

function run(cwd, ...words) {
  const { status, stderr, error } = spawnSync(program, [...words, '--date', TODAY, '--quiet'], { cwd, encoding: 'utf8', timeout: 60_000 });
  if (error || status !== 0) throw new Error(`\`rettesnor ${words.join(' ')}\` ended with ${status}: ${error?.message ?? stderr}`);
}

/** Changes a file of a site. */
export function edit(folder, path, change) {
  const file = join(folder, 'content', path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${path} has not what was to be changed`);
  writeFileSync(file, after);
}

/** A copy of the example content, which may be changed. */
export function danish() {
  const folder = temporaryFolder();
  cpSync(join(root, 'content'), join(folder, 'content'), { recursive: true });
  return folder;
}

/** A new site in English whose strategy was adopted twice and has a draft beside the version in force. */
export function english() {
  const folder = join(temporaryFolder(), 'site');
  run(undefined, 'init', folder, '--yes', '--lang', 'en', '--municipality', 'Northwood Council', '--title', 'Guiding lines for communication');
  const strategy = 'strategies/communication.md';
  const adopt = (version) => run(folder, 'adopt', 'communication', '--version', version, '--by', 'The council', '--on', TODAY);
  const draft = (version) => edit(folder, strategy, (text) => text.replace('status: adopted', 'status: draft').replace(/^version: .*$/m, `version: "${version}"`));
  adopt('1.0');
  draft('2.0');
  edit(folder, strategy, (text) => `${text.replace('stands for several years', 'stands for four years at most')}\nEvery enquiry is answered within one working day.\n`);
  adopt('2.0');
  draft('3.0');
  return folder;
}

/** Builds a site; its folder. */
export function built(folder) {
  run(folder, 'build', '--drafts', '--out', 'public');
  return join(folder, 'public');
}
