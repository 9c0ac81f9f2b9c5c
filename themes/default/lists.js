// Lists that are narrowed and sorted, and decision flows step by step. A classic script, which site.js asks for on pages
// that have them; without it lists are whole, and a flow is a list of steps with links.
(function () {
  'use strict';

  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // A form narrows lists, buttons in their heads sort tables. The address carries what is asked for,
  // `#siden=2026-05-01&sort=-2`.
  const told = () => new URLSearchParams(location.hash.slice(1) || location.search);
  function tell(name, value) {
    const all = told();
    [...all].forEach(([key, answer]) => { if (!answer) all.delete(key); });
    if (value) all.set(name, value);
    else all.delete(name);
    history.replaceState(null, '', '#' + all);
  }

  function narrow(form) {
    const items = [...document.querySelectorAll('[data-marks]')];
    const fields = [...form.elements].filter((field) => field.name);
    const lacks = (item) => ({ type, value }) => value && !(
      type === 'date' ? item.dataset.date >= value
        : type === 'search' ? item.textContent.toLowerCase().includes(value.toLowerCase().trim())
          : item.dataset.marks.split(' ').includes(value));
    function show() {
      items.forEach((item) => { item.hidden = fields.some(lacks(item)); });
      each('.section:has([data-marks]), .entries', (part) => {
        const shown = part.querySelector('[data-marks]:not([hidden])');
        part.hidden = !shown && !part.contains(form);
        const heading = part.querySelector('h2');
        const entry = heading && document.querySelector(`.contents a[href="#${heading.id}"]`);
        if (entry) entry.parentElement.hidden = part.hidden;
      });
      form.querySelector('output').textContent = form.dataset.shown.replace('{n}', items.filter((item) => !item.hidden).length);
    }
    function read() {
      const all = told();
      fields.forEach((field) => { if (all.has(field.name)) field.value = all.get(field.name); });
      show();
    }
    form.addEventListener('input', ({ target }) => { show(); tell(target.name, target.value); });
    form.addEventListener('submit', (event) => event.preventDefault());
    addEventListener('hashchange', read);
    read();
  }

  // Days by their date, the rest as the language orders it; what is empty comes last.
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  function sort(table) {
    const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0], rows = [...body.rows];
    const key = (row, at) => {
      const cell = row.cells[at];
      return cell.matches('.empty') ? '' : cell.querySelector('time')?.dateTime ?? cell.textContent;
    };
    function show() {
      const asked = told().get('sort') || '', at = asked.replace('-', '') - 1, turn = asked.startsWith('-') ? -1 : 1;
      heads.forEach((head, place) => {
        if (place === at) head.setAttribute('aria-sort', turn > 0 ? 'ascending' : 'descending');
        else head.removeAttribute('aria-sort');
      });
      const sorted = !heads[at] ? rows : rows.toSorted((a, b) => {
        const [first, second] = [key(a, at), key(b, at)];
        return !first - !second || turn * order.compare(first, second);
      });
      // What stands where it is to stand is not moved, since a page must not jump.
      if (sorted.some((row, place) => row !== body.rows[place])) body.append(...sorted);
    }
    heads.forEach((head, place) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.onclick = () => {
        tell('sort', (head.getAttribute('aria-sort') === 'ascending' ? '-' : '') + (place + 1));
        dispatchEvent(new Event('hashchange'));
      };
    });
    addEventListener('hashchange', show);
    show();
  }

  // A decision flow: the style shows the step that the address names. Answers are links, so the browser's own way back
  // works as well.
  function flow(box) {
    const nodes = [...box.querySelectorAll('.flow > li')];
    const [place, back, again, all] = ['place', 'back', 'again', 'all'].map((name) => box.querySelector(`[data-${name}]`));
    const here = () => nodes.find((node) => '#' + node.id === location.hash);
    let past = [];
    function show(node) {
      if (node === past.at(-2)) past.pop();
      else if (node !== past.at(-1)) past.push(node);
      back.hidden = again.hidden = node === nodes[0];
      place.textContent = place.dataset.place.replace('{n}', node.value).replace('{m}', nodes.length);
    }
    const go = (node) => { location.hash = node.id; };
    back.onclick = () => go(past.at(-2) || nodes[0]);
    again.onclick = () => { past = []; go(nodes[0]); };
    all.onclick = () => all.setAttribute('aria-pressed', box.classList.toggle('flow-all'));
    addEventListener('hashchange', () => {
      const node = here();
      if (!node) return;
      show(node);
      node.tabIndex = -1;
      node.focus();
    });
    show(here() || nodes[0]);
  }

  each('[data-narrow]', narrow);
  each('[data-sort]', sort);
  each('[data-flow]', flow);
})();
