// Chromium, and a record of everything a page does that a page of this site must not do.

import { existsSync } from 'node:fs';

import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

const QUIET = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  // Whoever asks for another host gets no answer, and is noticed.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** Widths at which pages are looked at: a phone, which is also a desktop at 400 %, a tablet, a desktop. */
export const WIDTH = { phone: 320, tablet: 768, desktop: 1280 };

/** A browser with a profile of its own, which goes when it is closed; `more` are further switches. */
export async function launch(more = []) {
  if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}: install Chromium, or set CHROMIUM`);
  return chromium.launch({ executablePath, args: [...QUIET, ...more] });
}

/** Lets `act` use a new tab with nothing remembered: `act(page, record)`. Its result is the result. */
export async function tab(browser, { width = WIDTH.desktop, height = 900, script = [], ...options }, act) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...options });
  try {
    for (const content of [watchPolicy, ...script]) await context.addInitScript(content);
    const page = await context.newPage();
    return await act(page, record(page));
  } finally {
    await context.close();
  }
}

/** Waits until what is there has been drawn, and what was noticed has been told. */
export const drawn = (page) => page.evaluate(() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)));
}));

/** Lets pictures and scripts come after the page was drawn, as from a slow server. */
export const slowly = (page) => page.route(/\.(js|svg|png|jpe?g|webp|woff2)$/, async (route) => {
  await new Promise((done) => { setTimeout(done, 250); });
  await route.continue().catch(() => {});
});

/** What a page asked for, said and was refused. */
function record(page) {
  const seen = { requests: [], messages: [], dialogs: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // Leaving a page cuts off what it still asks for.
    if (why !== 'net::ERR_ABORTED') seen.messages.push(`failed: ${request.url()} ${why}`);
  });
  page.on('console', (message) => seen.messages.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => seen.messages.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    seen.dialogs.push(`${dialog.type()}: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  seen.refusals = () => page.evaluate(() => window.policyRefusals ?? []);
  return seen;
}

function watchPolicy() {
  window.policyRefusals = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    window.policyRefusals.push(`${event.violatedDirective} refused ${event.blockedURI || 'inline'}: ${event.sample}`);
  });
}
