// Accessibility by axe-core on every kind of page in every state.

import { after, before, describe, test } from 'node:test';

import { findings } from './lib/axe.mjs';
import { launch } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { ADDRESS, pages, sample } from './lib/pages.mjs';
import { answered, type } from './lib/search.mjs';
import { fileAddress, full, site } from './lib/site.mjs';

const base = fileAddress(site());
const all = pages(site()).filter(({ moved }) => !moved);

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const passes = async (address, act) => none(await findings(browser, base + address, { act }), 'axe violation');

describe('a page of every kind', { concurrency: 2 }, () => {
  for (const { path } of full ? all : sample(all)) test(path, () => passes(path));
});

describe('a page in use', { concurrency: 2 }, () => {
  const searching = (query) => (page) => type(page, query);
  test('search page, results', () => passes(`${ADDRESS.search}?q=kommunikation`, answered));
  test('search page, filters open', () => passes(`${ADDRESS.search}?q=kommunikation`, async (page) => {
    await answered(page);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  }));
  test('search page, nothing found', () => passes(ADDRESS.search, searching('qqxzvw')));
  test('search in the header, results', () => passes(ADDRESS.document, searching('facebook')));
  test('search in the header, nothing found', () => passes(ADDRESS.document, searching('qqxzvw')));
  test('menu open', () => passes(ADDRESS.document, async (page) => {
    const menu = page.locator('[data-menu]');
    if (await menu.isVisible()) await menu.click();
  }));
  test('all details open', () => passes(ADDRESS.home, (page) => page.evaluate(() => {
    document.querySelectorAll('details').forEach((details) => { details.open = true; });
  })));
});
