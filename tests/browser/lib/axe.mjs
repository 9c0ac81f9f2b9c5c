// Accessibility by axe-core: WCAG 2.2 A and AA, and best practice, at several widths and in several looks.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { tab, WIDTH } from './browser.mjs';
import { full } from './site.mjs';

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

/** What a page is looked at in: what the browser is told, and the rules that say nothing there. */
export const LOOKS = {
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

const WIDTHS = full ? Object.values(WIDTH) : [WIDTH.phone, WIDTH.desktop];

/** What axe finds on a page at all widths and in all looks, after `act` has brought it into the state to look at. */
export async function findings(browser, url, { act = async () => {}, widths = WIDTHS, looks = LOOKS } = {}) {
  const found = [];
  for (const width of widths) {
    await tab(browser, { width, script: [axe] }, async (page) => {
      await page.goto(url);
      await act(page);
      for (const [look, { off = [], ...media }] of Object.entries(looks)) {
        await page.emulateMedia({ ...SCREEN, ...media });
        const { violations } = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
        const counted = violations.filter(({ id }) => !off.includes(id));
        found.push(...counted.flatMap((violation) => told(violation, `${url} ${width} ${look}`)));
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
