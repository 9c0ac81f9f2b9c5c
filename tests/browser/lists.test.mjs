// Lists that are narrowed and sorted, entries that are opened, and decision flows: with a script, without, and on paper.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { launch, tab, WIDTH } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { ADDRESS } from './lib/pages.mjs';
import { fileAddress, site } from './lib/site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const base = fileAddress(site());
const REGISTER = 'dokumenter.html', PLAN = 'handleplaner/2026.html';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const on = (path, options, act) => tab(browser, options, async (page) => {
  await page.goto(base + path);
  return act(page);
});

const shown = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
const count = (page) => page.locator('[data-narrow] output').textContent();
const column = (page, at) => page.locator('[data-sort] tbody tr').evaluateAll((rows, at) => rows.map((row) => {
  const cell = row.cells[at];
  return cell.matches('.empty') ? '' : cell.querySelector('time')?.dateTime ?? cell.textContent;
}), at);

describe('a register', () => {
  test('is narrowed by a choice and by words, says how many there are, and the address says the same', () => on(REGISTER, {}, async (page) => {
    const all = await shown(page, '[data-marks]');
    assert.equal(await count(page), `Viser ${all}`);
    await page.locator('select[name=slags]').selectOption('slags:retningslinje');
    const some = await shown(page, '[data-marks]');
    assert.ok(some > 1 && some < all, `${some} of ${all}`);
    assert.equal(await count(page), `Viser ${some}`);
    await page.locator('input[name=ord]').fill('konkurrencer');
    assert.equal(await count(page), 'Viser 1');
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    assert.equal(await shown(page, '[data-marks]'), 1);
    assert.equal(await page.locator('select[name=slags]').inputValue(), 'slags:retningslinje');
  }));

  for (const width of [WIDTH.phone, WIDTH.desktop]) {
    test(`is sorted by the heads of its columns, at ${width} px`, () => on(REGISTER, { width }, async (page) => {
      const heads = page.locator('[data-sort] thead th'), before = await column(page, 0);
      const at = await heads.count() - 1, button = heads.nth(at).locator('button');
      await button.focus();
      await page.keyboard.press('Enter');
      const days = (await column(page, at)).filter(Boolean);
      assert.equal(await heads.nth(at).getAttribute('aria-sort'), 'ascending');
      assert.deepEqual(days, days.toSorted());
      await page.keyboard.press('Enter');
      assert.equal(await heads.nth(at).getAttribute('aria-sort'), 'descending');
      const turned = await column(page, at);
      assert.deepEqual(turned.filter(Boolean), days.toReversed());
      assert.equal(turned.findIndex((day) => !day), days.length, 'what is empty comes last');
      await page.reload();
      assert.deepEqual(await column(page, at), turned, 'the address says it');
      assert.deepEqual((await column(page, 0)).toSorted(), before.toSorted());
      assert.ok(await button.evaluate((own) => own.getBoundingClientRect().height >= 24));
    }));
  }

  test('is whole without a script, with no control that does nothing', () => on(REGISTER, { javaScriptEnabled: false }, async (page) => {
    assert.equal(await shown(page, '[data-marks]'), await page.locator('[data-marks]').count());
    assert.equal(await shown(page, 'main button, main select, main input'), 0);
  }));
});

describe('the actions of a plan', () => {
  test('are shut, are opened by a link to them, and are narrowed', () => on(PLAN, {}, async (page) => {
    const entries = page.locator('.entries details'), all = await entries.count();
    assert.equal(await page.locator('.entries details[open]').count(), 0);
    const id = await entries.nth(3).getAttribute('id');
    await page.locator(`main a[href="#${id}"]`).first().click();
    assert.ok(await entries.nth(3).evaluate((entry) => entry.open && entry.getBoundingClientRect().top < innerHeight));
    await page.locator('select[name=kanal]').selectOption('kanal:linkedin');
    const some = await shown(page, '.entries details');
    assert.ok(some > 0 && some < all);
    assert.equal(await count(page), `Viser ${some}`);
    assert.equal(await shown(page, '.entries:not(:has(details:not([hidden])))'), 0, 'a theme without actions goes');
  }));

  test('are all there on paper', () => on(PLAN, { width: 700 }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    const [all, seen] = [await page.locator('.entries dl').count(), await shown(page, '.entries dl')];
    assert.equal(seen, all);
  }));
});

describe('a decision flow', () => {
  const steps = (page) => page.locator('.flow > li').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.value));
  const place = (page) => page.locator('[data-place]').textContent();

  test('asks one question at a time, takes the focus along, and finds the way back', () => on(ADDRESS.document, {}, async (page) => {
    assert.deepEqual(await steps(page), [1]);
    assert.match(await place(page), /^Trin 1 af \d+$/);
    const answer = page.locator('.flow > li').first().locator('.answers a').nth(1);
    const next = Number(/\d+$/.exec(await answer.textContent())[0]);
    await answer.focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await steps(page), [next]);
    assert.match(await place(page), new RegExp(`^Trin ${next} af`));
    assert.equal(await page.evaluate(() => document.activeElement.value), next);
    await page.locator('[data-back]').click();
    assert.deepEqual(await steps(page), [1]);
    await page.goBack();
    assert.deepEqual(await steps(page), [next], 'the browser goes back as well');
    await page.locator('[data-again]').click();
    assert.deepEqual(await steps(page), [1]);
    await page.locator('button[data-all]').click();
    assert.equal((await steps(page)).length, await page.locator('.flow > li').count());
    assert.equal(await page.locator('button[data-all]').getAttribute('aria-pressed'), 'true');
  }));

  test('is a list of all steps without a script, and on paper', async () => {
    const whole = async (page) => assert.equal((await steps(page)).length, await page.locator('.flow > li').count());
    await on(ADDRESS.document, { javaScriptEnabled: false }, whole);
    await on(ADDRESS.document, {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      await whole(page);
    });
  });
});

describe('axe finds nothing', () => {
  const states = {
    'a narrowed and sorted register': [REGISTER, async (page) => {
      await page.locator('select[name=slags]').selectOption('slags:retningslinje');
      await page.locator('[data-sort] thead button').first().click();
    }],
    'an open action': [PLAN, (page) => page.locator('.entries summary').first().click()],
    'a later step of a flow': [ADDRESS.document, (page) => page.locator('.answers a').first().click()],
    'all steps of a flow': [ADDRESS.document, (page) => page.locator('button[data-all]').click()],
  };
  for (const [name, [path, act]] of Object.entries(states)) {
    for (const width of [WIDTH.phone, WIDTH.desktop]) {
      test(`${name}, at ${width} px`, () => on(path, { width, script: [axe] }, async (page) => {
        await act(page);
        for (const media of [{ colorScheme: 'light' }, { colorScheme: 'dark' }]) {
          await page.emulateMedia(media);
          const { violations } = await page.evaluate(() => window.axe.run(document, {
            rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'], preload: false,
          }));
          none(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)), 'violation');
        }
      }));
    }
  }
});
