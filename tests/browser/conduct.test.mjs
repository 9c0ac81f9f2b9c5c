// How pages behave in a browser: silent, still, reachable by keyboard, readable without script, on a phone, on paper.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { drawn, launch, slowly, tab, WIDTH } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { controls, step, stops, toTheTop } from './lib/keyboard.mjs';
import { cutOff, lostOnPaper, seenOnPaper, spaceText, tooWide, watchShifts } from './lib/layout.mjs';
import { ADDRESS, pages, sample } from './lib/pages.mjs';
import { field, popup, type } from './lib/search.mjs';
import { fileAddress, full, serve, site } from './lib/site.mjs';

// The width of an A4 page between margins of 15 mm; browsers print what is a little wider in smaller letters.
const PAPER = 680;
const SHRINK = 1.3;

const base = fileAddress(site());
const all = pages(site()).filter(({ moved }) => !moved);
const chosen = full ? all : sample(all);
const looked = chosen.map(({ path }) => path);
// A part for a frame has no header, nor has a page that is a single file; `embed` and `files` say what they have.
const framed = chosen.filter(({ embedded, path }) => !embedded && !path.endsWith('-offline.html')).map(({ path }) => path);
const few = [ADDRESS.home, ADDRESS.document, ADDRESS.search, ADDRESS.missing, 'politikker/index.html', 'temaer-og-kanaler.html', 'kanaler/facebook.html'];

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** The problems of every page that is looked at, in one tab: `find(page, path)` gives those of one. */
async function onEach(options, find, paths = looked) {
  return tab(browser, options, async (page, record) => {
    const problems = [];
    for (const path of paths) {
      await page.goto(base + path);
      problems.push(...(await find(page, path, record)).map((problem) => `${path}: ${problem}`));
    }
    return problems;
  });
}

describe('a page asks for nothing elsewhere and says nothing', () => {
  /** What the pages of a site do that they must not, wherever the site lies. */
  const misconduct = (base) => tab(browser, {}, async (page, record) => {
    const problems = [];
    for (const path of looked) {
      await page.goto(base + path);
      await drawn(page);
      const elsewhere = record.requests.splice(0).filter((url) => !url.startsWith(base)).map((url) => `asks for ${url}`);
      const seen = [...record.messages.splice(0), ...record.dialogs.splice(0), ...await record.refusals(), ...elsewhere];
      problems.push(...seen.map((problem) => `${path}: ${problem}`));
    }
    return problems;
  });

  test('from a file share', async () => none(await misconduct(base), 'problem'));

  test('from the preview, also where there is no page', async () => {
    const { address, stop } = await serve();
    try {
      none(await misconduct(address), 'problem');
      const status = await tab(browser, {}, async (page) => (await page.goto(`${address}no/such/page.html`)).status());
      assert.equal(status, 404);
    } finally {
      await stop();
    }
  });
});

describe('a page does not move once it is seen', () => {
  const shifts = async (page) => {
    await drawn(page);
    return page.evaluate(() => window.shifts);
  };

  for (const width of [WIDTH.phone, WIDTH.desktop]) {
    test(`at ${width} px`, async () => none(await onEach({ width, script: [watchShifts] }, shifts), 'shift'));

    test(`at ${width} px, when scripts and pictures come late`, async () => {
      const onSlow = (page, path) => slowly(page).then(() => page.goto(base + path)).then(() => shifts(page));
      none(await onEach({ width, script: [watchShifts] }, onSlow, few), 'shift');
    });
  }
});

describe('a page fits', () => {
  test('320 px, which is also a desktop at 400 %', async () => {
    none(await onEach({ width: WIDTH.phone, height: 256 }, async (page) => page.evaluate(tooWide)), 'page that scrolls sideways');
  });

  test('with the menu open', async () => {
    none(await onEach({ width: WIDTH.phone }, async (page) => {
      await page.locator('[data-menu]').click();
      assert.equal(await page.locator('[data-menu]').getAttribute('aria-expanded'), 'true');
      return page.evaluate(tooWide);
    }, [ADDRESS.document]), 'page that scrolls sideways');
  });

  test('with results of a search', async () => {
    none(await onEach({ width: WIDTH.phone }, async (page) => {
      await type(page, 'kommunikation');
      return page.evaluate(tooWide);
    }, [ADDRESS.document, ADDRESS.search]), 'page that scrolls sideways');
  });

  for (const width of [WIDTH.phone, WIDTH.desktop]) {
    test(`the distances between letters and lines that a reader sets, at ${width} px`, async () => {
      none(await onEach({ width }, async (page) => {
        await page.evaluate(spaceText);
        return [...await page.evaluate(tooWide), ...await page.evaluate(cutOff)];
      }), 'page');
    });
  }

  test('on paper: all of the text, nothing to click', async () => {
    none(await onEach({ width: PAPER }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const shown = await page.locator('main').isVisible() ? [] : ['no main'];
      return [...shown, ...await page.evaluate(seenOnPaper), ...await page.evaluate(lostOnPaper), ...await page.evaluate(tooWide, SHRINK)];
    }), 'page');
  });

  test('a dark room', async () => {
    const brightness = (page) => page.evaluate(() => {
      const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
      return red + green + blue;
    });
    none(await onEach({}, async (page) => {
      const light = await brightness(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await brightness(page);
      await page.emulateMedia({ colorScheme: 'light' });
      return light > 600 && dark < 200 ? [] : [`light ${light}, dark ${dark}`];
    }, [ADDRESS.document]), 'page');
  });
});

describe('by keyboard', () => {
  const walked = full ? looked : few;

  test('the skip link is first, and leads past the menu', async () => {
    none(await onEach({}, async (page) => {
      await toTheTop(page);
      const first = await step(page);
      if (!first?.skip) return [`first stop: ${first?.name}`];
      if (!await page.locator('.skip').evaluate((link) => link.getBoundingClientRect().top >= 0)) return ['skip link out of sight'];
      await page.keyboard.press('Enter');
      const next = await step(page);
      const links = await page.locator('main').locator('a[href]:visible, button:visible, input:visible').count();
      return next?.inMain || !links ? [] : [`after the skip link: ${next?.name}`];
    }, framed), 'page');
  });

  test('the search is at most three stops away', async () => {
    none(await onEach({}, async (page) => {
      await toTheTop(page);
      const first = [await step(page), await step(page), await step(page)];
      return first.some((stop) => stop?.search) ? [] : [`first stops: ${first.map((stop) => stop?.name).join(', ')}`];
    }, framed.filter((path) => path !== ADDRESS.search)), 'page');
  });

  test('the search page begins in its field', async () => {
    none(await onEach({}, async (page) => {
      const { search } = await page.evaluate(() => ({ search: document.activeElement.matches('input[type=search]') }));
      return search ? [] : ['focus elsewhere'];
    }, [ADDRESS.search]), 'page');
  });

  test('the key / goes to the search', async () => {
    none(await onEach({}, async (page) => {
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press('/');
      const there = await field(page).evaluate((input) => input === document.activeElement && input.value === '');
      return there ? [] : ['the key does nothing'];
    }, framed), 'page');
  });

  for (const width of [WIDTH.phone, WIDTH.desktop]) {
    test(`everything is reached in order and seen, at ${width} px`, async () => {
      none(await onEach({ width }, async (page) => {
        const expected = await controls(page);
        const reached = await stops(page);
        const order = reached.map(({ at }) => at).filter((at) => at >= 0);
        return [
          ...expected.filter((at) => !order.includes(at)).map((at) => `control ${at} is not reached`),
          ...order.filter((at, n) => n && at < order[n - 1]).map((at) => `control ${at} comes too late`),
          ...reached.filter(({ marked }) => !marked).map(({ name }) => `focus not seen: ${name}`),
          ...reached.filter(({ uncovered }) => !uncovered).map(({ name }) => `covered: ${name}`),
        ];
      }, walked), 'page');
    });
  }

  test('nothing holds the focus in an open list of results', async () => {
    none(await onEach({}, async (page) => {
      await type(page, 'facebook');
      const seen = [];
      for (let stop = await step(page); stop && seen.length < 300; stop = await step(page)) seen.push(stop);
      const hidden = await popup(page).isHidden();
      return [
        ...(hidden ? [] : ['results stay open']),
        ...seen.filter(({ marked }) => !marked).map(({ name }) => `focus not seen: ${name}`),
        ...seen.filter(({ uncovered }) => !uncovered).map(({ name }) => `covered: ${name}`),
      ];
    }, [ADDRESS.document]), 'page');
  });

  test('the menu opens and closes on a phone', async () => {
    none(await onEach({ width: WIDTH.phone }, async (page) => {
      const [button, menu] = [page.locator('[data-menu]'), page.locator('#menu a').first()];
      const closed = await menu.isHidden();
      await button.press('Enter');
      const open = await menu.isVisible();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Escape');
      const back = await button.evaluate((element) => element === document.activeElement);
      return closed && open && back && await menu.isHidden() ? [] : ['the menu does not do as its button says'];
    }, [ADDRESS.document]), 'page');
  });
});

describe('without script', () => {
  for (const width of [WIDTH.phone, WIDTH.desktop]) {
    test(`everything is there, at ${width} px`, async () => {
      // What works only with a script is not missed.
      const words = (page) => page.locator('main').evaluate((main) => {
        const counted = (element) => element.innerText.split(/\s+/).filter(Boolean).length;
        const own = [...main.querySelectorAll('.script-only')].filter((element) => element.checkVisibility());
        return own.reduce((sum, element) => sum - counted(element), counted(main));
      });
      const withScript = new Map();
      // Buttons that need script are not missed.
      await onEach({ width }, async (page, path) => {
        withScript.set(path, await words(page));
        return [];
      });
      none(await onEach({ width, javaScriptEnabled: false }, async (page, path) => {
        const [now, before] = [await words(page), withScript.get(path)];
        const hidden = await page.locator('main h1, #menu a').evaluateAll((all) => all.filter((element) => !element.checkVisibility()).map((element) => element.textContent));
        const list = page.locator('[role=search] a');
        const href = await list.count() && await list.first().isVisible() && await list.first().evaluate((link) => link.href);
        const deaf = await page.locator('button[type=button]:visible').count();
        return [
          ...(now < before * 0.98 - 3 ? [`${before} words with script, ${now} without`] : []),
          ...hidden.map((text) => `hidden: ${text}`),
          ...(href === base + ADDRESS.index || !framed.includes(path) ? [] : [`instead of the search: ${href}`]),
          ...(deaf ? [`${deaf} buttons that do nothing`] : []),
          ...await page.evaluate(tooWide),
        ];
      }), 'page');
    });
  }
});
