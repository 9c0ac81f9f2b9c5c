// What an author writes never runs in a reader's browser, and what is not for everyone is nowhere in the site.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { active, foreign, harmful } from './lib/addresses.mjs';
import { drawn, launch, tab } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { ADDRESS_FIELDS, ADDRESSES, planted, SECRET, STYLE_FIELDS, STYLES, TEXTS, withDrafts, withInternal } from './lib/hostile.mjs';
import { ADDRESS, files, pages } from './lib/pages.mjs';
import { field, said, type } from './lib/search.mjs';
import { build, built, fileAddress, temporaryFolder, writeFiles } from './lib/site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** A new content folder with these files. */
function content(files) {
  const folder = join(temporaryFolder(), 'content');
  writeFiles(folder, files);
  return folder;
}

/** What was done in a tab that no text of an author may do. */
const deeds = async (record, base) => [
  ...record.dialogs, ...record.messages, ...await record.refusals(),
  ...record.requests.filter((url) => !url.startsWith(base)).map((url) => `asks for ${url}`),
];

describe('hostile text in every field', () => {
  const sites = TEXTS.map((text) => [text, built(content(planted(text)))]);
  const seen = (find) => sites.flatMap(([text, out]) => pages(out).flatMap((page) => find(page, text).map((problem) => `${text} → ${page.path}: ${problem}`)));

  test('is text in every page', () => none(seen(({ elements }) => [...active(elements), ...foreign(elements), ...harmful(elements)]), 'element'));

  test('adds no element of a kind that pages do not have', () => {
    const never = ['iframe', 'object', 'embed', 'base', 'math', 'template', 'textarea', 'style'];
    // A missing page has its style in itself, by its hash, since it is shown at any depth.
    const own = (path, tag) => path === '404.html' && tag === 'style';
    none(seen(({ elements, path }) => elements.filter(({ tag }) => never.includes(tag) && !own(path, tag)).map(({ tag }) => `<${tag}>`)), 'element');
  });

  test('is not a template', () => none(seen(({ html }) => (html.includes('1337') ? ['it was computed'] : [])), 'page'));

  test('is shown as it was written', () => {
    none(sites.flatMap(([text, out]) => {
      const page = pages(out).find(({ path }) => path === 'retningslinjer/svar.html');
      const title = page?.elements.find(({ tag }) => tag === 'h1')?.text.trim();
      return title === `Svar ${text}` ? [] : [`${text} became ${title}`];
    }), 'title');
  });

  test('does nothing in a browser', { timeout: 180_000 }, async () => {
    const problems = await Promise.all(sites.map(([text, out]) => tab(browser, {}, async (page, record) => {
      const base = fileAddress(out);
      for (const { path } of pages(out).filter(({ moved }) => !moved)) {
        await page.goto(base + path);
        await drawn(page);
      }
      await page.goto(base + ADDRESS.search);
      await type(page, 'svar');
      return (await deeds(record, base)).map((problem) => `${text}: ${problem}`);
    })));
    none(problems.flat(), 'deed');
  });
});

describe('a hostile query', () => {
  test('is text, in the field, in the address and in the answer', { timeout: 120_000 }, async () => {
    const out = built(content(planted('ord')));
    const base = fileAddress(out);
    for (const query of [...TEXTS, ...ADDRESSES, '__proto__', 'constructor', '"', '%', '\\', '(((((', `${'a'.repeat(20_000)}`]) {
      await tab(browser, {}, async (page, record) => {
        await page.goto(`${base}${ADDRESS.search}?q=${encodeURIComponent(query)}`);
        await page.waitForFunction(() => document.querySelector('[data-search-status]').textContent);
        await page.goto(base + ADDRESS.home);
        await type(page, query);
        assert.ok(await said(page));
        await field(page).press('Enter');
        await page.waitForURL(/\?q=/);
        none(await deeds(record, base), `deed of ${query.slice(0, 80)}`);
      });
    }
  });
});

describe('a hostile address', () => {
  for (const [name, make] of Object.entries(ADDRESS_FIELDS)) {
    test(`in ${name} is refused, or is no link`, () => {
      none(ADDRESSES.flatMap((address) => {
        const { out, status, text } = build(content(make(address)));
        if (status === 1) return text.includes('panicked') ? [`${JSON.stringify(address)}: ${text}`] : [];
        if (status !== 0) return [`${JSON.stringify(address)}: the build ended with ${status}: ${text}`];
        const found = pages(out).flatMap(({ elements }) => [...harmful(elements), ...foreign(elements), ...active(elements)]);
        return found.map((element) => `${JSON.stringify(address)}: ${element}`);
      }), 'link');
    });
  }

  for (const [name, make] of Object.entries(STYLE_FIELDS)) {
    test(`in ${name} is refused, or is no style`, () => {
      none(STYLES.flatMap((style) => {
        const { out, status } = build(content(make(style)));
        if (status === 1) return [];
        const sheets = files(out).filter((path) => path.endsWith('.css')).map((path) => readFileSync(join(out, path), 'utf8'));
        return sheets.some((sheet) => sheet.includes('evil.example') || sheet.includes('<script')) ? [style] : [];
      }), 'style');
    });
  }
});

describe('what is not for everyone', () => {
  /** The files in which the word stands, as it is or inside base64, which the search index is written in. */
  const betrayed = (out) => files(out).flatMap((path) => {
    const bytes = readFileSync(join(out, path)).toString('latin1');
    const inside = bytes.match(/[A-Za-z0-9+/]{8,}={0,2}/g)?.map((code) => Buffer.from(code, 'base64').toString('latin1')) ?? [];
    const found = [path, bytes, ...inside].map((text) => new RegExp(`.{0,30}${SECRET}\\w*`, 'i').exec(text)?.[0]).filter(Boolean);
    return found.map((where) => `${path}: ${where}`);
  });

  test('a draft stands nowhere in the site', () => none(betrayed(built(content(withDrafts()))), 'place'));
  test('a draft stands nowhere in the public site, whoever asks', () => none(betrayed(built(content(withDrafts()), '--profile', 'public', '--drafts')), 'place'));
  test('an internal page stands nowhere in the public site', () => none(betrayed(built(content(withInternal()), '--profile', 'public')), 'place'));

  test('is found by this test where it may be seen', () => {
    const shown = betrayed(built(content(withDrafts()), '--drafts'));
    const inPages = shown.filter((place) => /^[^:]*\.html:/.test(place));
    const inIndex = shown.filter((place) => place.startsWith('search/'));
    assert.ok(inPages.length >= 3 && inIndex.length >= 1, shown.join('\n'));
  });
});
