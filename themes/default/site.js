// Conduct of the page: menu, print, tables that scroll, place in the contents list; lists.js and search.js come when they
// are needed. Classic scripts; every page can be read without them.
(function () {
  'use strict';

  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  function menu(button) {
    const list = document.getElementById(button.getAttribute('aria-controls'));
    const isOpen = () => button.getAttribute('aria-expanded') === 'true';
    const show = (open) => {
      button.setAttribute('aria-expanded', String(open));
      list.toggleAttribute('data-open', open);
    };
    button.addEventListener('click', () => show(!isOpen()));
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || !isOpen()) return;
      show(false);
      button.focus();
    });
  }

  function printing(button) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }

  // A region that has nothing to scroll is no stop for the keyboard.
  const regions = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
  }));

  // Where rows are shown as blocks, some browsers forget that they are a table.
  const ROLES = { thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', td: 'cell', 'th[scope=col]': 'columnheader', 'th[scope=row]': 'rowheader' };
  function roles(table) {
    table.setAttribute('role', 'table');
    Object.entries(ROLES).forEach(([selector, role]) => table.querySelectorAll(selector).forEach((part) => part.setAttribute('role', role)));
  }

  // Marks in the contents list the heading that was passed last.
  function contents(nav) {
    const entries = [...nav.querySelectorAll('a')]
      .map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
      .filter(({ heading }) => heading);
    let current, waiting = false;
    const update = () => {
      waiting = false;
      const passed = entries.findLast(({ heading }) => heading.getBoundingClientRect().top < 120)?.link;
      if (passed === current) return;
      current?.removeAttribute('aria-current');
      passed?.setAttribute('aria-current', 'location');
      current = passed;
    };
    document.addEventListener('scroll', () => {
      if (!waiting) requestAnimationFrame(update);
      waiting = true;
    }, { passive: true });
    update();
  }

  // What an address leads to is open; on paper all entries of a list are.
  function reveal() {
    const shut = document.querySelector(':target')?.closest('details:not([open])');
    if (shut) shut.open = true;
  }
  const unfold = (wanted, open) => each(`.entries details${wanted}`, (details) => {
    details.open = open;
    details.toggleAttribute('data-unfolded', open);
  });
  addEventListener('beforeprint', () => unfold(':not([open])', true));
  addEventListener('afterprint', () => unfold('[data-unfolded]', false));
  addEventListener('hashchange', reveal);
  reveal();

  // What few pages need comes when it is needed: lists at once, the search when a reader first goes to its field.
  const come = (address) => {
    if (document.querySelector(`script[src="${address}"]`)) return;
    const script = document.createElement('script');
    script.src = address;
    document.head.append(script);
  };
  function search(form) {
    const wanted = () => come(form.dataset.root + form.dataset.script);
    if (form.hasAttribute('data-search-page')) wanted();
    else form.addEventListener('focusin', wanted, { once: true });
  }

  // The key that goes to the field. A reader turns it off by a checkbox on the search page (WCAG 2.1.4); storage may be
  // closed to a page from a file share.
  function shortcut(form) {
    const stored = (...value) => {
      try {
        return localStorage[value.length ? 'setItem' : 'getItem']('search-shortcut', ...value);
      } catch { return null; }
    };
    const off = document.querySelector('[data-search-shortcut]');
    let on = stored() !== 'off';
    if (off) {
      off.checked = on;
      off.onchange = () => { on = off.checked; stored(on ? 'on' : 'off'); };
    }
    document.addEventListener('keydown', (event) => {
      if (!on || event.key !== form.dataset.shortcut || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.('input, textarea, select, [contenteditable]')) return;
      event.preventDefault();
      const field = form.querySelector('input[type=search]');
      field.focus();
      field.select();
    });
  }

  each('[data-search]', search);
  each('[data-shortcut]', shortcut);
  if (document.querySelector('[data-narrow], [data-sort], [data-flow]')) come(document.currentScript.dataset.lists);
  each('[data-menu]', menu);
  each('[data-print]', printing);
  each('[data-open-wide]', (details) => { details.open = matchMedia('(min-width: 48rem)').matches; });
  each('.table-scroll, .table-wrap', (region) => regions.observe(region));
  each('.stacked', roles);
  each('.aside .contents', contents);
})();
