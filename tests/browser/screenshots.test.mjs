// The pictures of the guide: a run takes them all anew, into `artefacts/`, and looks whether the guide names any other.
//
// RETTESNOR_PICTURES=write puts them into the guide, `docs/guide/<language>/static/`. The copies there are not compared
// dot by dot: another version of the browser draws letters otherwise. Their size has to be that of the run's.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { drawn, launch, tab } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { built, danish, edit, english, root } from './lib/pictures.mjs';
import { previewOf } from './lib/preview.mjs';
import { type } from './lib/search.mjs';
import { fileAddress } from './lib/site.mjs';

const LARGEST = 100_000;
const LARGEST_OF_ALL = 800_000;
const SIZE = { width: 900, height: 560 };
// Wide enough for the facts to stand beside the text.
const WIDE = { width: 1040, height: 600 };

// What each picture shows, by language: the page, what is done with it, and what is brought to the top of the picture.
const PICTURES = {
  da: {
    site: danish,
    preview: { page: 'strategier/sociale-medier/udkast.html' },
    error: { page: 'retningslinjer/svar-paa-kommentarer.html', file: 'guidelines/svar-paa-kommentarer.md', wrong: ['owner: redaktoer-sociale-medier', 'owner: redaktøren'] },
    channel: { page: 'kanaler/facebook.html', top: 'h1', size: WIDE },
    changes: { page: 'strategier/sociale-medier/2.0-aendringer.html', top: 'main p:has(ins):has(del)' },
    search: { page: 'soeg.html', query: 'konkurence' },
  },
  en: {
    site: english,
    preview: { page: 'strategies/communication/draft.html' },
    error: { page: 'guidelines/answering-comments.html', file: 'guidelines/answering-comments.md', wrong: ['owner: editor', 'owner: editors'] },
    channel: { page: 'channels/facebook.html', top: 'h1', size: WIDE },
    changes: { page: 'strategies/communication/2.0-changes.html', top: 'main p:has(ins):has(del)' },
    search: { page: 'search.html', query: 'coments' },
  },
};
const NAMES = ['preview', 'error', 'channel', 'changes', 'search'];

const artefacts = (lang) => join(root, 'tests/browser/artefacts', lang);
const checkedIn = (lang) => join(root, 'docs/guide', lang, 'static');

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** Takes a picture of a page once `act` has brought it to what is to be seen. */
const take = (lang, name, address, act) => tab(browser, PICTURES[lang][name].size ?? SIZE, async (page) => {
  await page.goto(address);
  await act(page);
  await drawn(page);
  mkdirSync(artefacts(lang), { recursive: true });
  await page.screenshot({ path: join(artefacts(lang), `${name}.png`) });
});

/** Brings what a selector finds near the top. */
const toTop = (page, selector) => page.locator(selector).first().evaluate((element) => {
  window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 120);
});

/** Width and height of a PNG (its first chunk), and its bytes. */
function measured(file) {
  const bytes = readFileSync(file);
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG', file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes: bytes.length };
}

const texts = (folder) => readdirSync(folder, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
  .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8'));

/** The pictures that a guide shows; what stands in a block of code is an example. */
const named = (lang) => texts(join(root, 'docs/guide', lang))
  .map((text) => text.replace(/^(`{3,})[\s\S]*?^\1`*$/gm, ''))
  .flatMap((text) => [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)].map(([, file]) => file));

for (const [lang, pictures] of Object.entries(PICTURES)) {
  describe(`the pictures of the guide, ${lang}`, () => {
    let folder, site, server;
    before(async () => {
      folder = pictures.site();
      site = fileAddress(built(folder));
      server = await previewOf(folder);
    });
    after(() => server?.stop());

    test('preview', () => take(lang, 'preview', server.address + pictures.preview.page, async (page) => {
      await page.locator('rettesnor-preview .bar').waitFor();
    }));

    test('channel', () => take(lang, 'channel', site + pictures.channel.page, (page) => toTop(page, pictures.channel.top)));

    test('changes', () => take(lang, 'changes', site + pictures.changes.page, (page) => toTop(page, pictures.changes.top)));

    test('search', () => take(lang, 'search', site + pictures.search.page, (page) => type(page, pictures.search.query)));

    // The last one: what is wrong stays wrong.
    test('error', () => take(lang, 'error', server.address + pictures.error.page, async (page) => {
      await page.locator('rettesnor-preview .bar').waitFor();
      edit(folder, pictures.error.file, (text) => text.replace(...pictures.error.wrong));
      await page.locator('rettesnor-preview dialog[open]').waitFor();
    }));

    test('are small, and the copies in the guide are these', () => {
      for (const name of NAMES) {
        const taken = join(artefacts(lang), `${name}.png`);
        if (process.env.RETTESNOR_PICTURES === 'write') {
          mkdirSync(checkedIn(lang), { recursive: true });
          copyFileSync(taken, join(checkedIn(lang), `${name}.png`));
        }
        const [run, kept] = [measured(taken), measured(join(checkedIn(lang), `${name}.png`))];
        assert.deepEqual([kept.width, kept.height], [run.width, run.height], `${name}: RETTESNOR_PICTURES=write takes it anew`);
        assert.ok(kept.bytes < LARGEST, `${lang}/${name}.png has ${kept.bytes} bytes`);
      }
    });

    test('are those that the guide names, all of them and no other', () => {
      const made = NAMES.map((name) => `${name}.png`);
      none(named(lang).filter((file) => !made.includes(file)), 'picture that no run takes');
      none(made.filter((file) => !named(lang).includes(file)), 'picture that the guide does not show');
      none(readdirSync(checkedIn(lang)).filter((file) => !made.includes(file)), 'file that no run makes');
    });
  });
}

test('all pictures together are small', () => {
  const sizes = Object.keys(PICTURES).flatMap((lang) => NAMES.map((name) => measured(join(checkedIn(lang), `${name}.png`)).bytes));
  const all = sizes.reduce((sum, bytes) => sum + bytes, 0);
  assert.ok(all < LARGEST_OF_ALL, `${all} bytes`);
});
