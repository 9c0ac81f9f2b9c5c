// Accessibility by axe-core: WCAG 2.2 A and AA, and best practice, on every kind of page in every state.

import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';

import { launch, tab, WIDTH } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { ADDRESS, pages, sample } from './lib/pages.mjs';
import { answered, type } from './lib/search.mjs';
import { fileAddress, full, site } from './lib/site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const OPTIONS = {
  // Target size is off by default, though WCAG 2.2 AA asks for it.
  rules: { 'target-size': { enabled: true } },
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  // Would ask for the style sheet once more, which no page may.
  preload: false,
};

// The reader's own colours; axe would take the page's for those of the text, by its `-webkit-text-fill-color`.
const OWN_COLOURS = { off: ['color-contrast'] };

const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  ...(full && {
    'forced colours': { forcedColors: 'active', ...OWN_COLOURS },
    'forced colours, dark': { forcedColors: 'active', colorScheme: 'dark', ...OWN_COLOURS },
    // Nobody points at paper.
    print: { media: 'print', off: ['target-size'] },
  }),
};

const SCREEN = { media: 'screen', colorScheme: 'light', forcedColors: 'none' };

const widths = full ? Object.values(WIDTH) : [WIDTH.phone, WIDTH.desktop];
const base = fileAddress(site());
const all = pages(site()).filter(({ moved }) => !moved);

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** What axe finds on a page at all widths and in all looks, after `act` has brought it into the state to look at. */
async function findings(address, act = async () => {}) {
  const found = [];
  for (const width of widths) {
    await tab(browser, { width, script: [axe] }, async (page) => {
      await page.goto(base + address);
      await act(page);
      for (const [look, { off = [], ...media }] of Object.entries(LOOKS)) {
        await page.emulateMedia({ ...SCREEN, ...media });
        const { violations } = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
        const counted = violations.filter(({ id }) => !off.includes(id));
        found.push(...counted.flatMap((violation) => told(violation, `${address} ${width} ${look}`)));
      }
    });
  }
  return found;
}

function told({ id, impact, nodes }, where) {
  return nodes.map(({ target, any, all, none }) => {
    const [why] = [...any, ...all, ...none];
    return `${id} (${impact}) ${where}: ${target.join(' ')} – ${why?.message ?? ''}`;
  });
}

const passes = async (address, act) => none(await findings(address, act), 'axe violation');

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
