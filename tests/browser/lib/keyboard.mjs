// Going through a page by the Tab key.

/** Starts before the first stop, also on a page that puts the focus into a field by itself. */
export async function toTheTop(page) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    getSelection().removeAllRanges();
    // Where the focus goes on from, once the element that had it is gone.
    const start = document.createElement('span');
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
  });
}

/** One step; what has the focus then, or undefined at the end of the page. */
export async function step(page, key = 'Tab') {
  await page.keyboard.press(key);
  return page.evaluate(focused);
}

/** All stops of a page in order. At its end the focus leaves the page, or is at the first stop again. */
export async function stops(page) {
  const found = [];
  const most = 2 * (await controls(page)).length + 50;
  await toTheTop(page);
  for (let stop = await step(page); stop && stop.name !== found[0]?.name; stop = await step(page)) {
    found.push(stop);
    if (found.length > most) throw new Error(`the focus does not leave the page after ${most} steps; it was last at ${stop.name}`);
  }
  return found;
}

/** The names of everything that a reader must be able to reach, in the order of the page. */
export const controls = (page) => page.evaluate(() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const seen = all.filter((control) => !control.disabled && control.tabIndex >= 0 && control.checkVisibility({ visibilityProperty: true }));
  return seen.map((control) => all.indexOf(control));
});

function focused() {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return undefined;
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const style = getComputedStyle(at);
  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const boxes = [...at.getClientRects()].map(({ left, right, top, bottom }) => [
    (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
    (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
  ]);
  const uncovered = boxes.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (at.contains(there) || there.contains(at));
  });
  const words = at.getAttribute('aria-label') ?? at.textContent.trim();
  return {
    at: all.indexOf(at),
    id: at.id,
    name: `${at.localName}${at.id ? `#${at.id}` : ''}${[...at.classList].map((name) => `.${name}`).join('')} »${words.slice(0, 40)}«`,
    search: at.matches('input[type=search]'),
    skip: at.matches('a.skip'),
    inMain: Boolean(at.closest('main')) && at.localName !== 'main',
    marked,
    uncovered,
  };
}
