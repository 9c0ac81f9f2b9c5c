// The search in a browser, from a file share and under the policy of the page. How well it finds is measured by the
// query sets in `tests/`; here it is used.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { drawn, launch, tab } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { ADDRESS } from './lib/pages.mjs';
import { answered, field, popup, results, said, type } from './lib/search.mjs';
import { below, fileAddress, site } from './lib/site.mjs';

const base = fileAddress(site());

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** A tab on an address of the site; whatever the page may not do is an error at the end. */
async function on(address, act) {
  await tab(browser, {}, async (page, record) => {
    await page.goto(base + address);
    await drawn(page);
    await act(page, record);
    none([...record.messages, ...record.dialogs, ...await record.refusals()], 'message');
    none(record.requests.filter((url) => !url.startsWith(base)), 'request elsewhere');
  });
}

// Query, page, and among how many results it must be.
const FOUND = [
  ['beredskab', 'krise/krisekommunikation.html', 1],
  ['kriseberedskab', 'krise/krisekommunikation.html', 5],
  ['kommentar', 'retningslinjer/svar-paa-kommentarer.html', 3],
  ['svare på kommentarer', 'retningslinjer/svar-paa-kommentarer.html', 1],
  ['konkurence', 'retningslinjer/konkurrencer.html', 3],
  ['konkurrencer', 'retningslinjer/konkurrencer.html', 1],
  ['årshjul', 'aarshjul.html', 1],
  ['aarshjul', 'aarshjul.html', 1],
  ['tilgængelighed', 'retningslinjer/tilgaengelige-opslag.html', 5],
  ['tilgaengelighed', 'retningslinjer/tilgaengelige-opslag.html', 5],
  ['facebook', 'kanaler/facebook.html', 1],
  ['nyhedsbrev', 'kanaler/nyhedsbrev.html', 1],
  ['grøn omstilling', 'temaer/groen-omstilling.html', 1],
  ['kommentarstorm', 'actioncards/kommentarstorm.html', 3],
  ['samtykke', 'retningslinjer/billeder-og-samtykke.html', 3],
];

describe('the search page finds', () => {
  for (const [query, page, first] of FOUND) {
    test(`${query} → ${page} in the first ${first}`, () => on(ADDRESS.search, async (tab) => {
      await type(tab, query);
      const found = (await results(tab, base)).slice(0, 10);
      assert.ok(found.slice(0, first).includes(page), `found:\n  ${found.join('\n  ')}`);
    }));
  }

  test('the same for æ, ø, å and for what stands in for them', () => on(ADDRESS.search, async (page) => {
    for (const [one, other] of [['tilgængelighed', 'tilgaengelighed'], ['årshjul', 'aarshjul']]) {
      await type(page, one);
      const expected = new Set(await results(page, base));
      await type(page, other);
      assert.deepEqual(new Set(await results(page, base)), expected);
    }
  }));
});

describe('the search page', () => {
  test('loads the index when it is first used, and not before', () => on(ADDRESS.document, async (page, record) => {
    const index = () => record.requests.filter((url) => url.startsWith(`${base}search/`));
    assert.deepEqual(index(), []);
    await type(page, 'facebook');
    assert.notEqual(index().length, 0);
  }));

  test('announces how many there are', () => on(ADDRESS.search, async (page) => {
    await type(page, 'konkurrencer');
    const count = Number(/\d+/.exec(await said(page))[0]);
    assert.equal((await results(page, base)).length, Math.min(count, 20));
  }));

  test('marks what was found', () => on(ADDRESS.search, async (page) => {
    await type(page, 'konkurrence');
    const marks = await page.locator('.search-excerpt mark').allTextContents();
    assert.ok(marks.some((mark) => /konkurrence/i.test(mark)), marks.join());
  }));

  test('says when there is nothing, and leads to the list of everything', () => on(ADDRESS.search, async (page) => {
    await type(page, 'qqxzvw');
    assert.match(await said(page), /qqxzvw/);
    assert.deepEqual(await results(page, base), []);
    assert.equal(await popup(page).locator(`a[href="${ADDRESS.index}"]`).count(), 1);
  }));

  test('proposes a word that is there', () => on(ADDRESS.search, async (page) => {
    await type(page, 'konkqrrxncxr');
    const words = await popup(page).locator('a[href*="?q="]').allTextContents();
    assert.ok(words.some((word) => /konkurrence/i.test(word)), words.join());
  }));

  test('has the query in the address, and takes it from there', () => on(ADDRESS.search, async (page) => {
    await type(page, 'facebook');
    assert.equal(new URL(page.url()).searchParams.get('q'), 'facebook');
    const before = await results(page, base);
    await page.reload();
    await answered(page);
    assert.equal(await field(page).inputValue(), 'facebook');
    assert.deepEqual(await results(page, base), before);
  }));

  test('takes the query of the field in the header', () => on(ADDRESS.document, async (page) => {
    await field(page).fill('facebook');
    await page.locator('[data-search] button[type=submit]').click();
    await page.waitForURL(`${base}${ADDRESS.search}?q=facebook`);
    await answered(page);
    assert.notEqual((await results(page, base)).length, 0);
  }));

  for (const [key, query] of [['kind', 'kommunikation'], ['theme', 'kommunikation']]) {
    test(`can be narrowed by ${key}`, () => on(ADDRESS.search, async (page) => {
      await type(page, query);
      const all = Number(/\d+/.exec(await said(page))[0]);
      const boxes = page.locator(`[data-search-facets] input[name=${key}]`);
      assert.ok(await boxes.count() > 1, `boxes for ${key}: ${await boxes.count()}`);
      const label = await boxes.first().evaluate((box) => box.labels[0].textContent.trim());
      await boxes.first().check();
      await page.waitForFunction((n) => !document.querySelector('[data-search-status]').textContent.startsWith(`${n} `), all);
      await answered(page);
      const count = Number(/\d+/.exec(await said(page))[0]);
      assert.equal(`${count}`, /\((\d+)\)$/.exec(label)?.[1], `${label}, but ${count} found`);
      assert.ok(count < all);
      assert.equal(new URL(page.url()).searchParams.get(key), await boxes.first().inputValue());
    }));
  }

  test('shows only what was asked for by kind', () => on(ADDRESS.search, async (page) => {
    await type(page, 'kommunikation');
    const box = page.locator('[data-search-facets] input[name=kind]').first();
    const kind = await box.evaluate((input) => input.labels[0].textContent.replace(/\(\d+\)/, '').trim());
    const before = await said(page);
    await box.check();
    await page.waitForFunction((text) => document.querySelector('[data-search-status]').textContent !== text, before);
    await answered(page);
    const kinds = await page.locator('.search-kind').allTextContents();
    assert.deepEqual([...new Set(kinds)], [kind]);
  }));
});

// Query, page, and what its result says before anything else.
const ANSWERS = [
  ['facebook', 'kanaler/facebook.html', /Svartid: 24 timer · Ansvarlig: Redaktør/],
  ['lave en konkurrence', 'retningslinjer/konkurrencer.html', /Gør: Skriv regler.* · Gør ikke: /],
  ['webredaktør', 'roller/webredaktoer.html', /^web@/],
  ['kommunikationsvagten', 'roller/kommunikationsvagt.html', /^kommunikationsvagt@/],
];

describe('a result', () => {
  for (const [query, page, answer] of ANSWERS) {
    test(`${query}: ${page} comes first and says ${answer}`, () => on(ADDRESS.search, async (tab) => {
      await type(tab, query);
      const first = tab.locator('.search-list > li').first();
      assert.equal((await results(tab, base))[0], page);
      assert.match(await first.locator('.search-answer').textContent(), answer);
    }));
  }

  test('leads to the place that explains a word of the glossary, by its synonym too', () => on(ADDRESS.search, async (page) => {
    for (const query of ['notatpligt', 'responstid']) {
      await type(page, query);
      const links = page.locator('.search-list > li').first().locator('a');
      const id = query === 'responstid' ? 'svartid' : query;
      assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.hash)), ['', `#${id}`]);
    }
  }));

  test('leads to the heading that it is about', () => on(ADDRESS.search, async (page) => {
    await type(page, 'husreglerne');
    const link = page.locator('.search-section a[href$="#husreglerne"]').first();
    await link.click();
    await page.waitForURL(/moderation-og-sletning\.html#husreglerne$/);
    assert.ok(await page.locator('#husreglerne').isVisible());
  }));

  test('is of the edition in force, and of older ones when asked to', () => on(ADDRESS.search, async (page) => {
    await type(page, 'sociale medier strategi');
    const old = page.locator('.search-list a[href*="/2.0"], .search-list a[href*="/1.0"]');
    assert.equal(await old.count(), 0);
    await page.locator('input[name=older]').check();
    await old.first().waitFor();
    assert.ok((await page.locator('.search-kind').allTextContents()).some((text) => /^[12]\.0$/.test(text)));
  }));
});

describe('who does not see the page', () => {
  test('meets a search, a field with a name, a count and a list, in this order', () => on(ADDRESS.search, async (page) => {
    await type(page, 'konkurrencer');
    const search = page.getByRole('search');
    const names = {
      field: search.getByRole('searchbox', { name: 'Søg i dokumenterne' }),
      count: search.getByRole('status'),
      results: search.getByRole('region', { name: 'Søgeresultater' }),
    };
    for (const [name, part] of Object.entries(names)) assert.equal(await part.count(), 1, name);
    const list = names.results.getByRole('list').first();
    assert.equal(await list.getByRole('listitem').count(), (await results(page, base)).length);
    const order = await page.evaluate((parts) => parts.map((part) => document.querySelector(part))
      .every((part, n, all) => !n || all[n - 1].compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING),
    ['#search-page', '[data-search-status]', '[data-search-results]']);
    assert.ok(order);
    const filters = search.getByRole('group', { name: 'Dokumenttype' });
    assert.ok(await filters.getByRole('checkbox').count() > 1);
  }));

  test('sees as well how many there are', () => on(ADDRESS.search, async (page) => {
    await type(page, 'konkurrencer');
    const box = await page.locator('[data-search-status]').boundingBox();
    assert.ok(box.width > 40 && box.height > 10);
  }));
});

describe('nothing is remembered', () => {
  test('of what was searched for', () => on(ADDRESS.document, async (page) => {
    await type(page, 'facebook');
    const stored = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    assert.deepEqual(stored, [{}, {}, '']);
    assert.equal(await field(page).getAttribute('autocomplete'), 'off');
  }));
});

describe('on a web server', () => {
  test('the search works below a path', async () => {
    const server = await below(site(), '/kommune/intranet/');
    try {
      await tab(browser, {}, async (page, record) => {
        await page.goto(`${server.address}kanaler/facebook.html`);
        await type(page, 'beredskab');
        const found = await results(page, server.address);
        assert.ok(found.includes('krise/krisekommunikation.html'), found.join());
        await page.keyboard.press('Enter');
        await page.waitForURL(`${server.address}${ADDRESS.search}?q=beredskab`);
        await answered(page);
        none([...record.messages, ...record.dialogs, ...await record.refusals()], 'message');
        none(record.requests.filter((url) => !url.startsWith(server.address)), 'request elsewhere');
      });
    } finally {
      await server.stop();
    }
  });
});

describe('the search in the header', () => {
  test('goes down and up by the arrow keys', () => on(ADDRESS.document, async (page) => {
    await type(page, 'facebook');
    await page.keyboard.press('ArrowDown');
    const links = popup(page).locator('.search-list > li > a');
    assert.ok(await links.first().evaluate((link) => link === document.activeElement));
    await page.keyboard.press('ArrowUp');
    assert.ok(await field(page).evaluate((input) => input === document.activeElement));
  }));

  test('opens a result by Enter', () => on(ADDRESS.document, async (page) => {
    await type(page, 'facebook');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${base}kanaler/facebook.html`);
  }));

  test('goes to the search page by Enter in the field', () => on(ADDRESS.document, async (page) => {
    await type(page, 'facebook');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${base}${ADDRESS.search}?q=facebook`);
  }));

  test('closes by Escape, with the focus in the field', () => on(ADDRESS.document, async (page) => {
    await type(page, 'facebook');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.ok(await popup(page).isHidden());
    assert.ok(await field(page).evaluate((input) => input === document.activeElement));
  }));

  test('closes when the focus goes elsewhere', () => on(ADDRESS.document, async (page) => {
    await type(page, 'facebook');
    await page.locator('main').focus();
    assert.ok(await popup(page).isHidden());
  }));

  test('opens by the key /, but not while one writes', () => on(ADDRESS.document, async (page) => {
    await page.keyboard.press('/');
    assert.ok(await field(page).evaluate((input) => input === document.activeElement));
    await page.keyboard.type('a/b');
    assert.equal(await field(page).inputValue(), 'a/b');
  }));

  test('leaves the key / alone when the reader wants that', () => on(ADDRESS.search, async (page) => {
    const box = page.locator('[data-search-shortcut]');
    await box.uncheck();
    await box.press('/');
    assert.ok(await box.evaluate((input) => input === document.activeElement));
  }));
});
