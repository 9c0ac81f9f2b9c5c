// Parts of the site in a frame on another page: nothing of the site's own frame, every link in the whole window.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';

import { launch, tab, WIDTH } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { tooWide } from './lib/layout.mjs';
import { ADDRESS, pages } from './lib/pages.mjs';
import { results, type } from './lib/search.mjs';
import { fileAddress, site, temporaryFolder, writeFiles } from './lib/site.mjs';

const base = fileAddress(site());
const all = pages(site());
const parts = all.filter(({ embedded }) => embedded);
const HOW = 'indlejring/index.html';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const problems = (find) => parts.flatMap(({ path, elements }) => find(elements).map((problem) => `${path}: ${problem}`));
const having = (elements, ...wanted) => elements.filter(({ tag }) => wanted.includes(tag));

/** The address of a page elsewhere with the code that the site gives for a part. */
async function elsewhere(page, path) {
  await page.goto(base + HOW);
  const code = (await page.locator('.code').allTextContents()).find((text) => text.includes(`/${path}"`));
  const folder = temporaryFolder();
  writeFiles(folder, { 'intranet.html': `<!DOCTYPE html><title>Intranet</title>${code.replace('https://…/', base)}` });
  return `${fileAddress(join(folder, 'intranet.html')).replace(/\/$/, '')}`;
}

describe('a part for a frame', () => {
  test('is there for each part', () => assert.deepEqual(parts.map(({ path }) => path), [
    'indlejring/aarshjul.html', 'indlejring/aendringer.html', 'indlejring/handlinger.html',
    'indlejring/kanaler-og-maalgrupper.html', 'indlejring/kontakter.html',
  ]));

  test('has nothing of the frame of the site', () => none(problems((elements) => having(elements, 'header', 'footer', 'nav', 'form', 'button').map(({ tag }) => tag)), 'element'));

  test('sends its links to the window, before there are any', () => none(problems((elements) => {
    const at = elements.findIndex(({ tag, attributes }) => tag === 'base' && attributes.target === '_top' && !attributes.href);
    const first = elements.findIndex(({ tag }) => tag === 'a' || tag === 'link');
    return at >= 0 && at < first ? [] : ['no base, or too late'];
  }), 'part'));

  test('is found by nobody: not by search engines, not in the list of pages', () => {
    none(problems((elements) => (elements.some(({ attributes: { name, content } }) => name === 'robots' && content === 'noindex') ? [] : ['no noindex'])), 'part');
    const list = all.find(({ path }) => path === ADDRESS.index);
    const listed = list.elements.map(({ attributes: { href } }) => href).filter((href) => parts.some(({ path }) => path === href));
    none(listed, 'part in the list');
  });

  test('is not in the index', async () => tab(browser, {}, async (page) => {
    await page.goto(base + ADDRESS.home);
    for (const query of ['indlejring', 'årshjul', 'handlinger 2026', 'kontakter']) {
      await type(page, query);
      const found = await results(page, base);
      assert.ok(found.length > 0, query);
      none(found.filter((path) => parts.some((part) => part.path === path)), `part found by ${query}`);
    }
  }));

  for (const width of [WIDTH.phone, WIDTH.desktop]) {
    test(`shows itself in a frame, and opens a page of the site in the window, at ${width} px`, async () => tab(browser, { width }, async (page, record) => {
      for (const { path } of parts) {
        await page.goto(await elsewhere(page, path));
        const frame = page.frameLocator('iframe');
        assert.equal(await frame.locator('h1').count(), 1, path);
        none(await page.frame({ url: base + path }).evaluate(tooWide), `part that scrolls sideways: ${path}`);
        const link = frame.locator('main a[href$=".html"]').first();
        const href = await link.evaluate((element) => element.href);
        await link.click();
        await page.waitForURL(href);
        assert.equal(await page.locator('iframe').count(), 0, path);
      }
      none([...record.messages, ...await record.refusals()], 'message');
    }));
  }
});
