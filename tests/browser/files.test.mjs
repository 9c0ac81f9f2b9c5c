// What readers take with them: calendars that other programs read, the crisis sheet on a stick, pages on paper.

import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import ICAL from 'ical.js';

import { drawn, launch, tab, WIDTH } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { tooWide } from './lib/layout.mjs';
import { files, pages } from './lib/pages.mjs';
import { fileAddress, site, temporaryFolder } from './lib/site.mjs';

const SHEET = 'krise/paa-et-ark.html';
const FILE = 'krise/paa-et-ark-offline.html';

const calendars = files(site()).filter((path) => path.endsWith('.ics'));
const text = (path) => readFileSync(join(site(), path), 'utf8');
const events = (path) => new ICAL.Component(ICAL.parse(text(path))).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
const find = (path, uid) => events(path).find((event) => event.uid.startsWith(uid));

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

describe('a calendar', () => {
  test('is there for all, for a channel and for a role', () => {
    for (const path of ['kalender/alle.ics', 'kalender/kanaler/facebook.ics', 'kalender/roller/kommunikationschef.ics']) assert.ok(calendars.includes(path), path);
  });

  test('is read by a strict parser, and has what the standard asks for', () => none(calendars.flatMap((path) => {
    const calendar = new ICAL.Component(ICAL.parse(text(path)));
    const value = (name) => calendar.getFirstPropertyValue(name);
    const own = events(path);
    const uids = own.map(({ uid }) => uid);
    return [
      ...(value('version') === '2.0' && value('prodid') && value('method') === 'PUBLISH' ? [] : ['head']),
      ...(own.length ? [] : ['no event']),
      ...uids.filter((uid, at) => uids.indexOf(uid) !== at).map((uid) => `${uid} twice`),
      ...own.filter(({ startDate, endDate }) => !startDate.isDate || !endDate.isDate || endDate.compare(startDate) <= 0).map(({ uid }) => `${uid}: not whole days`),
      ...own.filter(({ component }) => !component.getFirstPropertyValue('dtstamp')).map(({ uid }) => `${uid}: no stamp`),
      ...own.filter(({ summary }) => !summary).map(({ uid }) => `${uid}: no title`),
    ].map((problem) => `${path}: ${problem}`);
  }), 'problem'));

  test('has lines of at most 75 bytes that end in CRLF, and no time zone', () => none(calendars.flatMap((path) => {
    const lines = text(path).split('\r\n');
    const long = lines.filter((line) => Buffer.byteLength(line) > 75 || line.includes('\n'));
    return [...long, ...lines.filter((line) => /TZID|VTIMEZONE/.test(line))].map((line) => `${path}: ${line}`);
  }), 'line'));

  test('says what comes back as such, also over New Year', () => {
    const winter = find('kalender/alle.ics', 'wheel-vintertjeneste@');
    assert.ok(winter.isRecurring());
    const occurrences = winter.iterator();
    const years = Array.from({ length: 3 }, () => occurrences.next().toString());
    assert.deepEqual(years, ['2025-11-15', '2026-11-15', '2027-11-15']);
    assert.equal(winter.endDate.toString(), '2026-03-16');
    const election = find('kalender/alle.ics', 'wheel-kommunalvalg-2029@');
    assert.deepEqual([election.isRecurring(), election.startDate.toString()], [false, '2029-11-01']);
  });

  test('of a channel has what concerns it and nothing else', () => {
    const own = events('kalender/kanaler/instagram.ics').map(({ uid }) => uid);
    assert.ok(own.some((uid) => uid.startsWith('wheel-skolestart@')) && own.some((uid) => uid.startsWith('review-guideline-konkurrencer@')), own.join(' '));
    assert.ok(!own.some((uid) => uid.startsWith('wheel-seniormesse@')), own.join(' '));
    assert.ok(own.length < events('kalender/alle.ics').length);
  });

  test('has a link on the page that it is of', () => none(calendars.filter((path) => !pages(site()).some(({ path: page, elements }) => (
    elements.some(({ attributes: { href, download } }) => href && download && new URL(href, `http://a/${page}`).pathname === `/${path}`)
  ))), 'calendar without a link'));
});

describe('the crisis sheet as one file', () => {
  test('stands elsewhere as it stands in the site, and asks for nothing', async () => {
    const folder = temporaryFolder();
    copyFileSync(join(site(), FILE), join(folder, 'krise.html'));
    for (const width of [WIDTH.phone, WIDTH.desktop]) {
      await tab(browser, { width }, async (page, record) => {
        const address = `${fileAddress(folder)}krise.html`;
        await page.goto(address);
        await drawn(page);
        none([...record.requests.filter((url) => url !== address), ...record.messages, ...await record.refusals()], 'request or message');
        none(await page.evaluate(tooWide), 'width');
        assert.notEqual(await page.locator('body').evaluate((body) => getComputedStyle(body).fontFamily), 'Times New Roman', 'it has its style');
        const hrefs = await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
        none(hrefs.filter((href) => !/^(#|tel:|mailto:|https:)/.test(href)), 'link to what is not there');
      });
    }
  });

  test('says what the sheet says', async () => tab(browser, {}, async (page) => {
    const said = async (path) => {
      await page.goto(fileAddress(site()) + path);
      return page.locator('.body .section:has(h2)').allInnerTexts();
    };
    assert.deepEqual(await said(FILE), await said(SHEET));
  }));
});

describe('on paper', () => {
  const sheets = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
  for (const path of [SHEET, FILE, 'rapporter/2026-foerste-halvaar.html', 'rapporter/2025-aarsrapport.html']) {
    test(`${path} has two pages of A4 at most`, async () => tab(browser, {}, async (page) => {
      await page.goto(fileAddress(site()) + path);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      assert.ok(sheets(pdf) <= 2, `${sheets(pdf)} pages`);
      await page.setViewportSize({ width: 726, height: 1000 });
      await page.emulateMedia({ media: 'print' });
      none(await page.evaluate(tooWide), 'wider than the paper');
    }));
  }
});

describe('a picture of numbers', () => {
  const drawings = pages(site()).flatMap(({ path, html }) => [...html.matchAll(/<svg [^>]*role="img"[^>]*>.*?<\/svg>/gs)].map(([svg]) => ({ path, svg })));

  test('has a title and a description, and no colour of its own', () => {
    assert.ok(drawings.length > 100, `${drawings.length} pictures`);
    none(drawings.filter(({ svg }) => !/<title>[^<]+<\/title><desc>[^<]+<\/desc>/.test(svg) || /style=|#[0-9a-f]{3,6}"/.test(svg)).map(({ path }) => path), 'picture');
  });

  for (const path of ['aarshjul.html', 'kanaler/instagram.html', 'sider/tal-og-maal.html']) {
    test(`${path} has words of 12 px at least on a phone`, async () => tab(browser, { width: WIDTH.phone }, async (page) => {
      await page.goto(fileAddress(site()) + path);
      const small = await page.locator('figure svg[role=img] text').evaluateAll((texts) => texts.filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0).map((one) => {
        const { a } = one.getScreenCTM();
        return [one.textContent, a * Number.parseFloat(getComputedStyle(one).fontSize)];
      }).filter(([, size]) => size < 12));
      none(small.map(([words, size]) => `${words}: ${size}`), 'small word');
    }));
  }
});
