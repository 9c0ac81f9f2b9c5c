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

  // Shows of a list what the form asks for. The address carries the answers, `#siden=2026-05-01`, so that they can be
  // sent on.
  function narrow(form) {
    const items = [...document.querySelectorAll('[data-marks]')];
    const fields = [...form.elements].filter((field) => field.name);
    const asked = () => fields.filter((field) => field.value);
    function show() {
      items.forEach((item) => {
        item.hidden = asked().some(({ type, value }) => type === 'date' ? item.dataset.date < value : !item.dataset.marks.split(' ').includes(value));
      });
      each('.section:has([data-marks])', (section) => {
        section.hidden = !section.querySelector('[data-marks]:not([hidden])');
        const entry = document.querySelector(`.contents a[href="#${section.querySelector('h2').id}"]`);
        if (entry) entry.parentElement.hidden = section.hidden;
      });
      form.querySelector('output').textContent = form.dataset.shown.replace('{n}', items.filter((item) => !item.hidden).length);
    }
    function read() {
      const told = new URLSearchParams(location.hash.slice(1) || location.search);
      fields.forEach((field) => { if (told.has(field.name)) field.value = told.get(field.name); });
      show();
    }
    form.addEventListener('input', () => {
      show();
      history.replaceState(null, '', '#' + new URLSearchParams(asked().map(({ name, value }) => [name, value])));
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    addEventListener('hashchange', read);
    read();
  }

  each('[data-menu]', menu);
  each('[data-print]', printing);
  each('[data-narrow]', narrow);
  each('[data-open-wide]', (details) => { details.open = matchMedia('(min-width: 48rem)').matches; });
  each('.table-scroll, .table-wrap', (region) => regions.observe(region));
  each('.stacked', roles);
  each('.aside .contents', contents);
})();
