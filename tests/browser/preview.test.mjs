// The preview in a browser: what is saved shows where the reader is, and what is wrong is told.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';

import { drawn, launch, tab, WIDTH } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { tooWide } from './lib/layout.mjs';
import { preview, text } from './lib/preview.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE = {
  rules: { 'target-size': { enabled: true } },
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: false,
};

const PAGE = 'sider/lang.html';
const BROKEN = text('x').replace('title:', 'titel:');
// The reader of these tests waits no longer for a change than an author would.
const SOON = { timeout: 5_000 };

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** A preview for `act`, and a tab that shows one of its pages with the tools there. */
async function on(path, { options = [], expected = /404/, ...look }, act) {
  const site = await preview(...options);
  try {
    await tab(browser, look, async (page, record) => {
      await page.goto(site.address + path);
      await tools(page);
      await act(page, site, record);
      // A browser says of every missing page that it is missing.
      none([...record.messages.filter((message) => !expected.test(message)), ...await record.refusals()], 'message');
    });
  } finally {
    await site.stop();
  }
}

const tools = (page) => page.locator('rettesnor-preview aside, rettesnor-preview .small').first().waitFor({ state: 'attached', ...SOON });
const sees = (page, word) => page.locator('main', { hasText: word }).waitFor(SOON);
const dialog = (page) => page.locator('rettesnor-preview dialog');
const isOpen = (page) => dialog(page).evaluate((element) => element.open);
const button = (page, name) => page.locator('rettesnor-preview button', { hasText: name });

describe('what is saved', () => {
  test('shows without losing the place', () => on(PAGE, { height: 600 }, async (page, site) => {
    await page.evaluate(() => {
      const fold = Object.assign(document.createElement('details'), { innerHTML: '<summary>x</summary>y' });
      document.querySelector('main').append(fold);
    });
    await page.evaluate(() => document.getElementById('afsnit-20').scrollIntoView());
    const at = () => page.evaluate(() => document.getElementById('afsnit-20').getBoundingClientRect().top);
    const before = await at();
    site.write({ 'pages/lang.md': text('zwei') });
    await sees(page, 'zwei');
    await drawn(page);
    assert.ok(Math.abs(await at() - before) < 4, `${await at()} after ${before}`);
    // Also when lines come in above.
    site.write({ 'pages/lang.md': text('drei').replace('## Afsnit 3\n', '## Nyt afsnit\n\nEn linje.\n\n## Afsnit 3\n') });
    await sees(page, 'drei');
    await drawn(page);
    assert.ok(Math.abs(await at() - before) < 4, `${await at()} after ${before}`);
  }));

  test('keeps open what is folded out', () => on('index.html', {}, async (page, site) => {
    const folds = '{% extends "page.html" %}{% block main %}<h1>{{ page.title }}</h1><details><summary>En</summary>1</details><details><summary>To</summary>2</details>{% endblock main %}';
    site.theme({ 'home.html': folds });
    await page.locator('summary', { hasText: 'To' }).click(SOON);
    site.theme({ 'home.html': folds.replace('<h1>', '<h1>Ny: ') });
    await page.locator('h1', { hasText: 'Ny: ' }).waitFor(SOON);
    assert.deepEqual(await page.locator('details').evaluateAll((all) => all.map(({ open }) => open)), [false, true]);
  }));

  test('leaves other pages alone', () => on('index.html', {}, async (page, site) => {
    await page.evaluate(() => { window.isOld = true; });
    site.write({ 'pages/lang.md': text('zwei') });
    await page.waitForFunction(async () => (await (await fetch('/sider/lang.html')).text()).includes('zwei'), null, SOON);
    await drawn(page);
    assert.equal(await page.evaluate(() => window.isOld), true);
  }));

  test('changes the style without a new page', () => on(PAGE, {}, async (page, site) => {
    await page.evaluate(() => { window.isOld = true; });
    site.theme({ 'style.css': 'h1 { color: rgb(1, 2, 3) }\n' });
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)', null, SOON);
    assert.equal(await page.evaluate(() => window.isOld), true);
  }));

  // The time without a server is told by the browser, as it must be.
  test('shows in every tab, also in one that was away', () => on(PAGE, { expected: /404|ERR_(CONNECTION_REFUSED|INCOMPLETE|EMPTY)/ }, async (page, site) => {
    await tab(browser, {}, async (other) => {
      await other.goto(site.address + PAGE);
      await tools(other);
      site.write({ 'pages/lang.md': text('zwei') });
      await Promise.all([sees(page, 'zwei'), sees(other, 'zwei')]);
    });
    await tab(browser, {}, async (away) => {
      await away.goto(site.address + PAGE);
      await tools(away);
      await site.stop();
      site.write({ 'pages/lang.md': text('drei') });
      await site.restart();
      await away.locator('main', { hasText: 'drei' }).waitFor({ timeout: 15_000 });
    });
    await page.locator('main', { hasText: 'drei' }).waitFor({ timeout: 15_000 });
  }));

  test('leads to the page that is edited, when asked to', () => on('index.html', { options: ['--follow'] }, async (page, site) => {
    site.write({ 'pages/lang.md': text('zwei') });
    await page.waitForURL(`${site.address}${PAGE}`, SOON);
    await sees(page, 'zwei');
  }));

  test('shows where there was no page', () => on('sider/lange.html', {}, async (page, site) => {
    await page.locator('main a', { hasText: 'Lang side' }).waitFor(SOON);
    site.write({ 'pages/lange.md': text('endelig', 'Lange') });
    await sees(page, 'endelig');
    site.remove('pages/lange.md');
    await page.locator('main a', { hasText: 'Lang side' }).waitFor(SOON);
  }));
});

describe('an error', () => {
  test('is told over the last good page, and goes when it is mended', () => on(PAGE, {}, async (page, site) => {
    site.write({ 'pages/lang.md': BROKEN });
    await page.waitForFunction(() => document.querySelector('rettesnor-preview').shadowRoot.querySelector('dialog').open, null, SOON);
    await sees(page, 'eins');
    const told = await dialog(page).textContent();
    for (const part of ['titel', 'content/pages/lang.md:2:1', 'mente du']) assert.ok(told.includes(part), told);
    assert.match(await dialog(page).locator('a').first().getAttribute('href'), /^vscode:\/\/file\/.*lang\.md:2:1$/);
    site.write({ 'pages/lang.md': text('mended') });
    await sees(page, 'mended');
    assert.equal(await isOpen(page), false);
  }));

  test('can be put away, and comes back when asked for or when there is another', () => on(PAGE, {}, async (page, site) => {
    const opened = () => page.waitForFunction(() => document.querySelector('rettesnor-preview').shadowRoot.querySelector('dialog').open, null, SOON);
    site.write({ 'pages/lang.md': BROKEN });
    await opened();
    await page.keyboard.press('Escape');
    assert.equal(await isOpen(page), false);
    await page.reload();
    await button(page, '1 fejl').waitFor(SOON);
    assert.equal(await isOpen(page), false, 'what was put away stays away');
    await button(page, '1 fejl').click();
    assert.equal(await isOpen(page), true);
    await page.keyboard.press('Escape');
    site.write({ 'pages/ny.md': '---\ntitle: Ny\n---\n\nSe [[ingenting]].\n' });
    await opened();
  }));

  test('leaves the other pages working', () => on('retningslinjer/svar.html', {}, async (page, site) => {
    site.write({ 'pages/lang.md': BROKEN });
    await page.waitForFunction(() => document.querySelector('rettesnor-preview').shadowRoot.querySelector('dialog').open, null, SOON);
    site.write({ 'guidelines/svar.md': '---\ntitle: Svar\nstatus: draft\n---\n\nMere. Se [[page:lang]].\n' });
    await sees(page, 'Mere.');
  }));
});

describe('the tools', () => {
  test('tell warnings in a drawer', () => on('index.html', {}, async (page, site) => {
    site.write({ 'pages/lang.md': `${text('zwei')}\n# For stor\n` });
    await button(page, '1 advarsel').click(SOON);
    const drawer = page.locator('rettesnor-preview .drawer');
    assert.match(await drawer.textContent(), /Andre steder.*C09/s);
    await drawer.locator('a', { hasText: 'Vis siden' }).click();
    await page.waitForURL(`${site.address}${PAGE}`, SOON);
  }));

  test('name a draft, and open its text', () => on('retningslinjer/svar.html', {}, async (page) => {
    const bar = page.locator('rettesnor-preview aside');
    assert.match(await bar.textContent(), /Udkast.*Internt/s);
    assert.match(await bar.locator('a.edit').getAttribute('href'), /^vscode:\/\/file\/.*svar\.md:1:1$/);
  }));

  test('show the page as the public sees it, and back', () => on('index.html', {}, async (page, site) => {
    site.write({ 'index.md': '---\ntitle: Velkommen\naccess: public\n---\n\nHej.\n' });
    await button(page, 'Visning').click();
    await page.locator('rettesnor-preview a', { hasText: 'offentligheden' }).click();
    await page.waitForURL(`${site.address}_rettesnor/public/index.html`, SOON);
    await tools(page);
    assert.equal(await page.locator('a', { hasText: 'Lang side' }).count(), 0);
    site.write({ 'index.md': '---\ntitle: Velkommen\naccess: public\n---\n\nGoddag.\n' });
    await sees(page, 'Goddag.');
    await button(page, 'Visning').click();
    await page.locator('rettesnor-preview a', { hasText: 'medarbejdere' }).click();
    await page.waitForURL(`${site.address}index.html`, SOON);
  }));

  test('show the page at another width and as printed', () => on(PAGE, {}, async (page, site) => {
    await button(page, 'Visning').click();
    await page.locator('rettesnor-preview a', { hasText: '(320)' }).click();
    const frame = page.frameLocator('iframe');
    await frame.locator('main', { hasText: 'eins' }).waitFor(SOON);
    assert.equal(await frame.locator('main').evaluate(() => innerWidth), 320);
    site.write({ 'pages/lang.md': text('zwei') });
    await frame.locator('main', { hasText: 'zwei' }).waitFor(SOON);
    await page.locator('a', { hasText: 'Som udskrift' }).click();
    await frame.locator('main', { hasText: 'zwei' }).waitFor(SOON);
    await frame.locator('nav').first().waitFor({ state: 'hidden', ...SOON });
  }));

  test('are put away and come back', () => on(PAGE, {}, async (page) => {
    await button(page, 'Visning').click();
    await button(page, 'Skjul').click();
    await page.locator('rettesnor-preview aside').waitFor({ state: 'hidden' });
    await button(page, 'Vis værktøjerne').click();
    await page.locator('rettesnor-preview aside').waitFor();
  }));

  for (const width of [WIDTH.phone, WIDTH.desktop]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`have no violations at ${width} px, ${colorScheme}`, () => on(PAGE, { width, colorScheme, script: [axe] }, async (page, site) => {
        const look = async (state) => {
          await drawn(page);
          const { violations } = await page.evaluate((options) => window.axe.run(document, options), AXE);
          none(violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all }) => `${state}: ${id} ${target.join(' ')} – ${[...any, ...all][0]?.message ?? ''}`)), 'violation');
          none(await page.evaluate(tooWide), 'page that scrolls sideways');
        };
        await look('bar');
        await button(page, 'Visning').click();
        await look('views');
        site.write({ 'pages/lang.md': `${text('zwei')}\n# For stor\n` });
        await button(page, '1 advarsel').click(SOON);
        await look('drawer');
        site.write({ 'guidelines/svar.md': '---\ntitel: x\n---\n' });
        await page.waitForFunction(() => document.querySelector('rettesnor-preview').shadowRoot.querySelector('dialog').open, null, SOON);
        await look('dialog');
      }));
    }
  }
});
