// The sites in other languages and the page of the theme's parts; and, with `--full`, every page in every way that a reader
// may have it: zoomed, with letters set apart, in pictures for people to look at, by Lighthouse.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import lighthouse from 'lighthouse';

import { findings, LOOKS } from './lib/axe.mjs';
import { drawn, launch, tab, WIDTH } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { cutOff, lost, rememberSeen, spaceText, tooWide } from './lib/layout.mjs';
import { checkFolders, checkServed } from './lib/nu.mjs';
import { pages } from './lib/pages.mjs';
import { answered, type } from './lib/search.mjs';
import { artefacts, below, built, example, exampleContent, fileAddress, full, serve, site, temporaryFolder } from './lib/site.mjs';

const LANGUAGES = ['sv', 'nb'];
const onlyFull = { skip: !full && 'only with --full' };
const whole = (folder) => pages(folder).filter(({ moved }) => !moved);

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** One page of every kind. */
const kinds = (all) => [...new Map(all.map((page) => [page.kind, page])).values()];

describe('a site in another language', () => {
  test('is valid HTML', () => none(checkFolders(...LANGUAGES.map(example)).map(({ line }) => line), 'error or warning of the Nu checker'));

  for (const lang of LANGUAGES) {
    test(`${lang} passes axe`, async () => {
      const base = fileAddress(example(lang));
      const all = whole(example(lang));
      const found = [];
      for (const { path } of full ? all : kinds(all)) {
        if (full) found.push(...await findings(browser, base + path));
        else found.push(...await findings(browser, base + path, { widths: [WIDTH.phone], looks: { light: LOOKS.light } }));
      }
      none(found, 'axe violation');
    });

    test(`${lang} fits a phone, asks for nothing elsewhere and finds its words`, async () => {
      const base = fileAddress(example(lang));
      const problems = await tab(browser, { width: WIDTH.phone }, async (page, record) => {
        const wide = [];
        for (const { path } of kinds(whole(example(lang)))) {
          await page.goto(base + path);
          wide.push(...(await page.evaluate(tooWide)).map((problem) => `${path}: ${problem}`));
        }
        await page.goto(`${base}index.html`);
        await type(page, 'facebook');
        const hits = await page.locator('.search-list li').count();
        const away = record.requests.filter((url) => !url.startsWith(base));
        return [...wide, ...away, ...record.messages, ...await record.refusals(), ...(hits ? [] : ['nothing is found'])];
      });
      none(problems, 'problem');
    });
  }
});

describe('the page of the parts of the theme', () => {
  let preview;
  before(async () => { preview = await serve(); });
  after(() => preview?.stop());
  const address = () => `${preview.address}_rettesnor/style/style.html`;

  test('passes axe at all widths', async () => none(await findings(browser, address(), { widths: Object.values(WIDTH) }), 'axe violation'));

  test('is valid HTML', async () => {
    const file = join(temporaryFolder(), 'style.html');
    writeFileSync(file, await (await fetch(address())).text());
    none(checkFolders(file).map(({ line }) => line), 'error or warning of the Nu checker');
  });

  test('fits a phone, says nothing, and shows what a search finds', async () => tab(browser, { width: WIDTH.phone }, async (page, record) => {
    await page.goto(address());
    none(await page.evaluate(tooWide), 'page that scrolls sideways');
    const form = page.locator('form.search-large');
    await form.locator('input[type=search]').fill('facebook');
    await form.locator('.search-list li').first().waitFor();
    assert.ok(await form.locator('[class^=search-]').count() > 6, 'parts of the search');
    none([...record.messages, ...await record.refusals()], 'message');
  }));
});

test('a font of the site comes from the site, its bold letters too', async () => {
  const folder = temporaryFolder();
  const font = (weight) => `ibm-plex-sans-latin-${weight}-normal.woff2`;
  cpSync(exampleContent('sv'), folder, { recursive: true });
  for (const weight of [400, 600]) {
    cpSync(createRequire(import.meta.url).resolve(`@fontsource/ibm-plex-sans/files/${font(weight)}`), join(folder, 'static/fonts', font(weight)));
  }
  writeFileSync(join(folder, 'site.yaml'), `${readFileSync(join(folder, 'site.yaml'), 'utf8')}font: fonts/${font(400)}\nfont_bold: static/fonts/${font(600)}\n`);
  const { address, stop } = await below(built(folder), '/intranet/');
  try {
    await tab(browser, {}, async (page, record) => {
      await page.goto(`${address}kanaler/facebook.html`);
      // On the second page the fonts are there from the start.
      await page.goto(`${address}index.html`);
      await page.evaluate(() => document.fonts.ready);
      const loaded = await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family, weight }) => `${family} ${weight}`));
      assert.deepEqual(loaded.sort(), ['site-font 600 900', 'site-font normal']);
      none([...record.requests.filter((url) => !url.startsWith(address)), ...record.messages, ...await record.refusals()], 'request or message');
    });
  } finally {
    await stop();
  }
});

describe('every page of every site', onlyFull, () => {
  const each = async (options, find) => {
    const problems = [];
    for (const folder of [site(), ...LANGUAGES.map(example)]) {
      const base = fileAddress(folder);
      await tab(browser, options, async (page) => {
        for (const { path } of whole(folder)) {
          await page.goto(base + path);
          problems.push(...(await find(page)).map((problem) => `${path}: ${problem}`));
        }
      });
    }
    return problems;
  };

  // A window of 1280 px at 200 % is one of 640 px with points twice as large.
  for (const [zoom, times] of [['200 %', 2], ['400 %', 4]]) {
    test(`keeps all of its text at ${zoom}, and scrolls down only`, async () => {
      const size = { width: WIDTH.desktop, height: 1024 };
      none(await each({ ...size, deviceScaleFactor: times }, async (page) => {
        await page.setViewportSize(size);
        const seen = await page.evaluate(rememberSeen);
        await page.setViewportSize({ width: size.width / times, height: size.height / times });
        await drawn(page);
        return [...(seen ? [] : ['no words']), ...await page.evaluate(lost), ...await page.evaluate(tooWide)];
      }), 'page');
    });
  }

  for (const width of Object.values(WIDTH)) {
    test(`bears letters and lines set apart at ${width} px`, async () => none(await each({ width }, async (page) => {
      const seen = await page.evaluate(rememberSeen);
      await page.evaluate(spaceText);
      return [...(seen ? [] : ['no words']), ...await page.evaluate(lost), ...await page.evaluate(tooWide), ...await page.evaluate(cutOff)];
    }), 'page'));
  }

  test('is valid HTML from a web server too, its policy with it', async () => {
    const said = [];
    for (const folder of [site(), ...LANGUAGES.map(example)]) {
      const { address, stop } = await below(folder, '/');
      said.push(...await checkServed(...whole(folder).map(({ path }) => address + path)).finally(stop));
    }
    none(said.map(({ line }) => line), 'error or warning of the Nu checker');
  });
});

// What to look at, by the name of its picture.
const LOOKED_AT = {
  start: 'index.html',
  strategy: 'strategier/sociale-medier.html',
  plan: 'handleplaner/2026.html',
  guideline: 'retningslinjer/svar-paa-kommentarer.html',
  channel: 'kanaler/facebook.html',
  theme: 'temaer/groen-omstilling.html',
  audience: 'maalgrupper/unge.html',
  crisis: 'krise/paa-et-ark.html',
  register: 'dokumenter.html',
  figures: 'sider/tal-og-maal.html',
  coverage: 'temaer-og-kanaler.html',
  wheel: 'aarshjul.html',
  changes: 'strategier/sociale-medier/udkast-aendringer.html',
  report: 'rapporter/2026-foerste-halvaar.html',
  search: 'soeg.html?q=kommunikation',
};

describe('pictures to look at', onlyFull, () => {
  const take = async (folder, look, names, { media = {}, ...options }) => {
    await tab(browser, options, async (page) => {
      for (const name of names) {
        await page.goto(fileAddress(site()) + LOOKED_AT[name]);
        // Forced colours do not last from page to page.
        await page.emulateMedia({ forcedColors: 'none' });
        await page.emulateMedia(media);
        if (name === 'search') await answered(page);
        await drawn(page);
        await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
      }
    });
  };

  test('of every kind of page, of some in the dark, in forced colours and on paper', async () => {
    const folder = artefacts('pictures');
    const all = Object.keys(LOOKED_AT);
    const there = new Set(pages(site()).map(({ path }) => path));
    none(all.filter((name) => !there.has(LOOKED_AT[name].split('?')[0])), 'page that there is not');
    const some = ['start', 'plan', 'guideline', 'channel', 'figures', 'wheel'];
    for (const width of Object.values(WIDTH)) await take(folder, width, all, { width });
    await take(folder, 'dark', some, { media: { colorScheme: 'dark' } });
    await take(folder, 'dark-320', some, { width: WIDTH.phone, media: { colorScheme: 'dark' } });
    await take(folder, 'forced', some, { media: { forcedColors: 'active', colorScheme: 'dark' } });
    await take(folder, 'paper', [...some, 'crisis', 'report'], { width: 680, media: { media: 'print' } });
  });
});

describe('Lighthouse', onlyFull, () => {
  const asked = ['start', 'strategy', 'plan', 'guideline', 'channel', 'wheel', 'figures', 'register'];

  test('finds nothing to better in accessibility and best practices', async (t) => {
    const port = await freePort();
    const own = await launch([`--remote-debugging-port=${port}`]);
    const { address, stop } = await below(site(), '/');
    const recorded = {};
    const problems = [];
    try {
      for (const name of asked) {
        const { lhr } = await lighthouse(address + LOOKED_AT[name], { port, logLevel: 'silent', onlyCategories: ['performance', 'accessibility', 'best-practices'] });
        const score = (category) => Math.round(lhr.categories[category].score * 100);
        recorded[name] = { accessibility: score('accessibility'), bestPractices: score('best-practices'), performance: score('performance'), shift: lhr.audits['cumulative-layout-shift'].numericValue, bytes: lhr.audits['total-byte-weight'].numericValue };
        for (const category of ['accessibility', 'best-practices']) {
          if (score(category) === 100) continue;
          const low = lhr.categories[category].auditRefs.map(({ id }) => lhr.audits[id]).filter((audit) => audit.score !== null && audit.score < 1);
          problems.push(`${name}: ${category} ${score(category)}: ${low.map(({ id, title }) => `${id} (${title})`).join(', ')}`);
        }
      }
    } finally {
      await own.close();
      await stop();
    }
    writeFileSync(join(artefacts('lighthouse'), 'scores.json'), JSON.stringify(recorded, null, 2));
    for (const [name, scores] of Object.entries(recorded)) t.diagnostic(`${name}: ${JSON.stringify(scores)}`);
    none(problems, 'page below 100');
  });
});

/** A port that nobody listens at. */
const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});
