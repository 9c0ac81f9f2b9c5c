// The search field of every page and the search page. A classic script for any site folder, also on a file share; site.js
// asks for it when a reader first comes to the field. It reads the index by <script> elements alone.
//
// It is told by the form's attributes (parts/search_form.html): data-index, the index from the site's root; data-root, the
// way to that root; data-search-page, takes ?q= and filters from the address and keeps it in step; data-all, the A-Å list.
// Classes made: search-list, search-kind, search-excerpt, search-answer, search-section, search-hint (whatever is not a
// result). Found words are <mark>.
(function () {
  'use strict';
  const STEP = { field: 8, page: 20 };
  const FILTERS = ['kind', 'theme', 'channel', 'audience', 'year', 'status'];
  const data = {}, scripts = {};
  let engine;

  window.rettesnorSearch = { put: (key, value) => { data[key] = value; } };

  function load(address) {
    return scripts[address] ||= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = address;
      script.onload = () => resolve(data[/([^/]+)\.js(\?|$)/.exec(address)[1]]);
      script.onerror = () => { delete scripts[address]; reject(new Error(address)); };
      document.head.append(script);
    });
  }

  // The engine with the index. A list of files from before the last release may name files that are gone.
  function ready(form) {
    const address = form.dataset.root + form.dataset.index;
    const get = (name) => load(address.replace(/[^/]*$/, name + '.js'));
    const open = async (entry) => {
      const index = await load(entry);
      await get(index.engine);
      return data.engine.open(index, get);
    };
    engine ||= open(address).catch(() => open(`${address}?${Date.now()}`));
    engine.catch(() => { engine = undefined; });
    return engine;
  }

  function make(tag, attributes, ...children) {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  }

  function attach(form) {
    const field = form.querySelector('input[type=search]'), box = form.querySelector('[data-search-results]');
    const status = form.querySelector('[data-search-status]'), filters = form.querySelector('[data-search-facets]');
    const isPage = form.hasAttribute('data-search-page'), step = isPage ? STEP.page : STEP.field;
    const text = (key, value = '') => (form.getAttribute('data-text-' + key) || '').replace(/\{[nq]\}/, () => value);
    let turn = 0, timer, filtersOf;

    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', text('results'));

    function close() {
      turn++;
      box.hidden = true;
      box.replaceChildren();
      status.textContent = '';
    }

    async function run() {
      const query = field.value.trim(), mine = ++turn;
      const chosen = Object.fromEntries(FILTERS.map((key) => [key, new FormData(form).getAll(key)]));
      if (!query) {
        if (isPage) remember();
        return close();
      }
      try {
        const open = await ready(form);
        const found = await open.search(query, { chosen, older: form.elements.older?.checked });
        if (mine !== turn) return;
        if (filters && filtersOf !== query) showFilters(open, found, query);
        if (isPage) remember();
        show(open, found, query);
      } catch {
        if (mine === turn) status.textContent = text('failed');
      }
    }

    function show(open, found, query) {
      const list = make('ul', { className: 'search-list' }), count = found.hits.length;
      const more = (from) => {
        const items = found.hits.slice(from, from + step).map((hit) => item(open, hit, found.marks));
        list.append(...items);
        return items[0];
      };
      box.replaceChildren();
      if (count) box.append(list);
      else box.append(...nothing(query, found.counts.some(Boolean) ? [] : open.nearest(query)));
      more(0);
      if (count > step) box.append(isPage ? moreButton(list, count, more) : hint(link(query, text('count-other', count))));
      box.hidden = false;
      status.textContent = count ? text(count === 1 ? 'count-one' : 'count-other', count) : text('none', query);
    }

    const link = (query, label) => make('a', { href: `${form.action}?q=${encodeURIComponent(query)}` }, label);
    const hint = (...children) => make('p', { className: 'search-hint' }, ...children);

    function moreButton(list, count, more) {
      const button = make('button', { type: 'button' }, text('more'));
      button.onclick = () => {
        more(list.children.length).querySelector('a').focus();
        if (list.children.length >= count) button.remove();
      };
      return button;
    }

    function item(open, hit, marks) {
      const address = form.dataset.root + hit.href;
      const kind = hit.facets.map((f) => open.facets[f]).find(([key]) => key === 'kind');
      const excerpt = make('p', { className: 'search-excerpt' });
      const li = make('li', {}, make('a', { href: address, lang: hit.lang }, hit.title));
      for (const remark of [kind?.[1], hit.version]) {
        if (remark) li.append(' ', make('span', { className: 'search-kind' }, remark));
      }
      li.append(excerpt);
      open.excerpt(hit, marks).then(({ answer, anchor, heading, pieces }) => {
        if (answer) excerpt.before(make('p', { className: 'search-answer', lang: hit.lang }, answer));
        excerpt.lang = hit.lang;
        excerpt.append(...pieces.map(([piece, marked]) => (marked ? make('mark', {}, piece) : piece)));
        if (!anchor) return;
        const section = make('a', { href: `${address}#${anchor}`, lang: hit.lang }, heading);
        li.append(make('p', { className: 'search-section' }, section));
      }, () => excerpt.remove());
      return li;
    }

    function nothing(query, words) {
      const parts = isPage ? [] : [hint(text('none', query))];
      const links = words.map((word) => make('li', {}, link(word, word)));
      if (links.length) parts.push(hint(text('nearest')), make('ul', { className: 'search-list' }, ...links));
      if (form.dataset.all) parts.push(hint(make('a', { href: form.dataset.all }, text('all'))));
      return parts;
    }

    // Filters belong to a query, not to what was chosen of it, so that choosing leaves them and the focus in place.
    function showFilters(open, found, query) {
      const address = new URLSearchParams(filtersOf === undefined ? location.search : new FormData(form));
      const chosen = (key, value) => address.getAll(key).includes(value);
      const box = (name, value, label) => {
        const input = make('input', { type: 'checkbox', name, value, checked: chosen(name, value) });
        return make('label', {}, input, ' ' + label);
      };
      const filter = (key) => {
        const values = open.facets.map(([of, label, value], n) => ({ of, label, value, n: found.counts[n] }))
          .filter(({ of, value, n }) => of === key && (n || chosen(key, value)));
        if (values.length < 2 && !values.some(({ value }) => chosen(key, value))) return [];
        const boxes = values.map(({ label, value, n }) => box(key, value, `${label} (${n})`));
        return [make('fieldset', {}, make('legend', {}, text('facet-' + key)), ...boxes)];
      };
      filters.replaceChildren(...FILTERS.flatMap(filter));
      if (open.hasOlder) filters.append(box('older', '1', text('older')));
      const first = filtersOf === undefined && [...address.keys()].some((key) => key !== 'q');
      filtersOf = query;
      if (first) run();
    }

    function remember() {
      if (filters && filtersOf === undefined) return;
      const address = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      try {
        history.replaceState(null, '', `?${address}`);
      } catch { /* some browsers keep the addresses of files as they are */ }
    }

    function move(event) {
      const links = [field, ...box.querySelectorAll('a, button')], at = links.indexOf(document.activeElement);
      const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
      if (box.hidden && at === 0) soon();
      if (at < 0 || box.hidden || links.length < 2) return;
      event.preventDefault();
      next?.focus();
    }

    const soon = () => { clearTimeout(timer); timer = setTimeout(run, 80); };
    field.addEventListener('input', soon);
    form.addEventListener('change', (event) => { if (event.target !== field) run(); });
    form.addEventListener('submit', (event) => { if (isPage) { event.preventDefault(); run(); } });
    form.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event);
      if (event.key !== 'Escape' || isPage || box.hidden) return;
      event.preventDefault();
      field.focus();
      close();
    });
    if (!isPage) {
      form.addEventListener('focusout', ({ relatedTarget }) => {
        if (relatedTarget && !form.contains(relatedTarget)) close();
      });
      document.addEventListener('click', (event) => { if (!box.hidden && !form.contains(event.target)) close(); });
      // What was written while this script was on its way.
      if (field.value) run();
      return;
    }
    field.value = new URLSearchParams(location.search).get('q') || '';
    run();
  }

  document.querySelectorAll('form[data-search]').forEach(attach);
})();
