// Conduct of the page: menu button, print button, tables that scroll, place in the contents list. A classic script
// without requests; every page can be read without it.
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

  each('[data-menu]', menu);
  each('[data-print]', printing);
  each('[data-open-wide]', (details) => { details.open = matchMedia('(min-width: 48rem)').matches; });
  each('.table-scroll, .table-wrap', (region) => regions.observe(region));
  each('.stacked', roles);
  each('.aside .contents', contents);
})();
