// Measuring how a page lies on the screen. These functions run in the page.

/** What makes the page wider than the window, or than so many times the window; empty when nothing does. */
export function tooWide(times = 1) {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth * times) return [];
  const scrolls = (element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
  const held = (element) => element && element !== document.body && (scrolls(element) || held(element.parentElement));
  const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
  const names = wide.filter((element) => !held(element.parentElement)).map((element) => `${element.localName}.${element.className}`);
  return [`${root.scrollWidth} px wide: ${[...new Set(names)].slice(0, 6).join(', ') || 'by what cannot be seen'}`];
}

/** Text that its own box cuts off, other than what only screen readers shall have. */
export function cutOff() {
  const cuts = (style) => /hidden|clip/.test(style.overflowY) || /hidden|clip/.test(style.overflowX);
  return [...document.body.querySelectorAll('*')].filter((element) => {
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    if (!cuts(style) || width <= 1 || height <= 1 || !element.textContent.trim() || !element.checkVisibility()) return false;
    return element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2;
  }).map((element) => `cut off: ${element.localName}.${element.className}`);
}

/** The distances of WCAG 1.4.12, set by the reader. The policy of the page does not hold for such a sheet. */
export function spaceText() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }');
  document.adoptedStyleSheets = [sheet];
}

/** Remembers how far things moved that were drawn already. Runs before the page. */
export function watchShifts() {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      window.shifts.push(`${value.toFixed(4)} by ${sources.map(({ node }) => `${node?.localName ?? '?'}.${node?.className ?? ''}`).join(', ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Whatever of a page has no place on paper, and can be seen. */
export function seenOnPaper() {
  const screenOnly = document.querySelectorAll('nav, .skip, [role=search], button, input:not([type=checkbox])');
  const seen = [...screenOnly].filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 1);
  return seen.map((element) => `on paper: ${element.localName}.${element.className}`);
}

/** What a box that scrolls on the screen would lose on paper. */
export function lostOnPaper() {
  const held = [...document.querySelectorAll('main, main *')].filter((element) => getComputedStyle(element).overflowX !== 'visible');
  const lost = held.filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 1);
  return lost.map((element) => `lost on paper: ${element.localName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`);
}

/** Remembers every element with words of its own that is seen now, for [`lost`]. */
export function rememberSeen() {
  const seen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
  };
  const says = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  window.wereSeen = [...document.querySelectorAll('main *')].filter((element) => says(element) && seen(element));
  window.isSeen = seen;
  return window.wereSeen.length;
}

/** What was seen and is not any more, but for what is told otherwise there: column heads, which each cell names then; the
    second level of the contents list, whose headings follow; letters of the wheel, whose list is below it. */
export function lost() {
  const elsewhere = 'thead *, .contents .level-3 *, .wheel-letter, .wheel-more';
  const gone = window.wereSeen.filter((element) => !window.isSeen(element) && !element.matches(elsewhere));
  return gone.map((element) => `lost: ${element.localName}.${element.getAttribute('class') ?? ''} »${element.textContent.trim().slice(0, 40)}«`);
}
