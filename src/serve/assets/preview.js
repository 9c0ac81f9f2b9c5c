// The aids of the preview: the page keeps up with its content and stays where the reader was; what is wrong is told in
// a dialog, what could be better in a drawer. A classic script that asks this server only; no published page has it.
(function () {
  'use strict';

  const OWN = '/_rettesnor/';
  const facts = document.currentScript.dataset;
  const isFramed = window.top !== window;
  const memory = {
    get(key) { try { return JSON.parse(sessionStorage.getItem(`rettesnor ${key}`)); } catch { return null; } },
    set(key, value) { try { sessionStorage.setItem(`rettesnor ${key}`, JSON.stringify(value)); } catch { /* private window */ } },
  };

  // ---- The place of the reader: what is at the top of the window, and what is folded out.

  const folds = () => {
    const count = {};
    return [...document.querySelectorAll('details')].map((fold) => {
      const name = fold.querySelector('summary')?.textContent.trim() ?? '';
      count[name] = (count[name] ?? 0) + 1;
      return { fold, name: `${name} ${count[name]}` };
    });
  };

  function remember() {
    const passed = [...document.querySelectorAll('main [id]')].findLast((part) => part.getBoundingClientRect().top < 120);
    const anchor = passed && { id: passed.id, top: passed.getBoundingClientRect().top };
    const open = Object.fromEntries(folds().map(({ fold, name }) => [name, fold.open]));
    memory.set('place', { path: location.pathname, x: scrollX, y: scrollY, anchor, open });
  }

  function restore() {
    const place = memory.get('place');
    memory.set('place', null);
    if (place?.path !== location.pathname) return false;
    folds().forEach(({ fold, name }) => { if (name in place.open) fold.open = place.open[name]; });
    const go = () => {
      const part = place.anchor && document.getElementById(place.anchor.id);
      const y = part ? scrollY + part.getBoundingClientRect().top - place.anchor.top : place.y;
      scrollTo({ left: place.x, top: y, behavior: 'instant' });
    };
    history.scrollRestoration = 'manual';
    go();
    // Pictures that came late have moved the text.
    addEventListener('load', () => { go(); history.scrollRestoration = 'auto'; }, { once: true });
    return true;
  }

  // ---- News: the state of this moment, then each new one. A tab that nobody sees does not listen, since a browser has
  // few connections; when it is seen again it hears what it missed.

  let source = null, heard = { site: facts.site, style: facts.style, number: 0 };

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource(`${OWN}events`);
    source.addEventListener('state', (event) => { latest = JSON.parse(event.data); catchUp(); });
    source.addEventListener('open', () => tools?.lost(false));
    source.addEventListener('error', () => {
      tools?.lost(true);
      if (source?.readyState !== EventSource.CLOSED) return;
      stop();
      setTimeout(listen, 1000);
    });
  }

  function stop() {
    source?.close();
    source = null;
  }

  let latest = null, isBusy = false;

  async function catchUp() {
    if (isBusy) return;
    isBusy = true;
    while (latest) {
      const state = latest;
      latest = null;
      await hear(state).catch(() => tools?.lost(true));
    }
    isBusy = false;
  }

  async function hear(state) {
    if (state.edited && !isFramed && facts.base === '/' && state.edited !== facts.path) {
      location.assign(`/${state.edited}`);
      return;
    }
    if (state.site !== heard.site) {
      const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
      if (answer.headers.get('x-rettesnor-page') !== facts.page) {
        remember();
        location.reload();
        return;
      }
    }
    if (state.style && state.style !== heard.style) restyle(heard.style, state.style);
    if (state.number !== heard.number && !isFramed) {
      const answer = await fetch(`${OWN}findings.json`, { cache: 'no-store' });
      show(await answer.json());
    }
    heard = state;
  }

  /** Another style sheet in the place of the old one, which stays until the new one is there. */
  function restyle(old, style) {
    const link = [...document.querySelectorAll('link[rel=stylesheet]')].find(({ href }) => href.endsWith(old));
    if (!link) return;
    const fresh = link.cloneNode();
    fresh.href = link.href.slice(0, -old.length) + style;
    fresh.addEventListener('load', () => link.remove(), { once: true });
    link.after(fresh);
  }

  // ---- The tools, in a tree of their own that the site's style does not reach.

  const make = (tag, properties = {}, ...children) => {
    const { data, ...plain } = properties;
    const element = Object.assign(document.createElement(tag), plain);
    Object.entries(data ?? {}).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  /** Text whose words between backticks are code. */
  const coded = (text) => text.split('`').map((part, index) => (index % 2 ? make('code', { textContent: part }) : part));

  let tools = null, texts = {};
  const t = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), texts[key] ?? key);
  const counted = (key, n) => t(`${key}.${n === 1 ? 'one' : 'other'}`, { n });

  function show(told) {
    texts = told.texts;
    tools ??= open(told.lang);
    tools.tell(told.findings);
  }

  function open(lang) {
    const host = make('rettesnor-preview', { lang });
    const shadow = host.attachShadow({ mode: 'open' });
    const status = make('p', { className: 'status', data: { role: 'status' } });
    const errors = make('button', { type: 'button', className: 'errors', hidden: true });
    const warnings = make('button', { type: 'button', className: 'warnings', hidden: true });
    const warned = make('div', { id: 'warnings', className: 'panel drawer', hidden: true, data: { role: 'region' } });
    const views = make('ul', { id: 'views', className: 'panel views', hidden: true });
    const view = make('button', { type: 'button', textContent: t('preview.view') });
    const bar = make('aside', { className: 'bar', data: { 'aria-label': t('preview.tools') } }, status, ...badges(), past(), errors, warnings, edit(), view, views, warned);
    const dialog = make('dialog', { data: { 'aria-labelledby': 'title' } });
    const small = make('button', { type: 'button', className: 'small', textContent: t('preview.show') });
    shadow.append(make('link', { rel: 'stylesheet', href: `${OWN}preview.css` }), bar, small, dialog);
    fold(warnings, warned, shadow);
    fold(view, views, shadow);
    const hide = (hidden) => {
      bar.hidden = hidden;
      small.hidden = !hidden;
      memory.set('hidden', hidden);
    };
    views.append(...viewLinks(), make('li', {}, make('button', { type: 'button', textContent: t('preview.hide'), onclick: () => { view.click(); hide(true); small.focus(); } })));
    small.onclick = () => { hide(false); view.focus(); };
    hide(memory.get('hidden') === true);
    document.body.append(host);
    // Nothing of the page lies under the bar for good.
    new ResizeObserver(() => {
      document.body.style.paddingBottom = `${bar.offsetHeight}px`;
      document.documentElement.style.scrollPaddingBottom = `${bar.offsetHeight}px`;
    }).observe(bar);
    const overlay = overlayOf(dialog);
    errors.onclick = () => overlay.open();
    const updated = memory.get('updated');
    memory.set('updated', null);
    return {
      lost(isLost) { status.textContent = isLost ? t('preview.lost') : t('preview.up_to_date'); },
      tell({ errors: wrong, warnings: doubtful }) {
        status.textContent = t(updated ? 'preview.updated' : 'preview.up_to_date');
        status.hidden = wrong.count > 0;
        errors.hidden = wrong.count === 0;
        errors.textContent = counted('preview.errors', wrong.count);
        warnings.hidden = doubtful.count === 0;
        warnings.textContent = counted('preview.warnings', doubtful.count);
        if (doubtful.count === 0 && !warned.hidden) warnings.click();
        warned.setAttribute('aria-label', warnings.textContent);
        warned.replaceChildren(...drawer(doubtful));
        overlay.tell(wrong);
      },
    };
  }

  const badges = () => [['draft', 'doc.status.draft'], ['consultation', 'doc.status.consultation']]
    .filter(([state]) => facts.state === state)
    .map(([state, key]) => make('span', { className: `badge ${state}`, textContent: t(key) }))
    .concat(facts.access === 'internal' ? [make('span', { className: 'badge', textContent: t('access.internal') })] : []);

  const past = () => (facts.past ? make('span', { className: 'past', textContent: facts.past }) : null);

  const edit = () => (facts.editor ? make('a', { className: 'edit', href: facts.editor, title: facts.source, textContent: t('preview.edit') }) : null);

  /** A button that folds a panel in and out; Esc folds it in. */
  function fold(button, panel, shadow) {
    button.setAttribute('aria-controls', panel.id);
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', () => {
      panel.hidden = !panel.hidden;
      button.setAttribute('aria-expanded', String(!panel.hidden));
      shadow.querySelectorAll('.panel').forEach((other) => {
        if (other !== panel && !other.hidden && !panel.hidden) shadow.querySelector(`[aria-controls=${other.id}]`).click();
      });
    });
    shadow.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || panel.hidden) return;
      event.preventDefault();
      button.click();
      button.focus();
    });
  }

  function viewLinks() {
    const link = (href, text, isCurrent) => make('li', {}, make('a', { href, textContent: text, data: isCurrent ? { 'aria-current': 'true' } : {} }));
    const base = facts.base === `${OWN}public/` ? facts.base : '/';
    const below = location.pathname.slice(base.length);
    const frame = (width) => `${OWN}frame?width=${width}&page=${encodeURIComponent(location.pathname)}`;
    const profiles = facts.profile ? [
      link(`/${below}`, t('preview.profile_internal'), facts.profile === 'internal'),
      link(`${OWN}public/${below}`, t('preview.profile_public'), facts.profile === 'public'),
    ] : [];
    const widths = [['320', 'preview.phone'], ['768', 'preview.tablet'], ['1280', 'preview.desktop']];
    return [...profiles, ...widths.map(([width, key]) => link(frame(width), `${t(key)} (${width})`)), link(frame('print'), t('preview.print')),
      ...(facts.base === '/' ? [link(`${OWN}health.html`, t('health.title'), location.pathname === `${OWN}health.html`), link(`${OWN}style/style.html`, t('style.title'), false)] : [])];
  }

  // ---- Findings.

  const pageOf = (finding) => (finding.page ? `/${finding.page}` : null);

  function finding(one, severity) {
    const place = one.editor ? make('a', { href: one.editor, textContent: one.place, title: t('preview.edit') }) : one.place;
    const page = pageOf(one);
    const isHere = one.page === facts.path && facts.base === '/';
    const { line, parts: [before, at, after] } = one.snippet ?? { parts: [] };
    return make('li', { className: severity },
      make('p', { className: 'message' }, make('span', { className: 'code', textContent: `${t(`preview.${severity}`)} ${one.code}` }), ' ', ...coded(one.message)),
      make('p', { className: 'place' }, place, ...(page && !isHere ? [' · ', make('a', { href: page, textContent: t('preview.page') })] : [])),
      one.snippet ? make('pre', { tabIndex: 0, data: { role: 'group', 'aria-label': one.place } }, make('span', { className: 'line', textContent: `${line} │ ` }), before, make('mark', { textContent: at || ' ' }), after) : null,
      one.hint ? make('p', { className: 'hint' }, ...coded(one.hint)) : null);
  }

  const more = ({ count, shown }) => (count > shown.length ? [make('p', { className: 'more' }, ...coded(t('preview.more', { n: count - shown.length })))] : []);

  function drawer(doubtful) {
    const here = doubtful.shown.filter(({ page }) => page === facts.path);
    const elsewhere = doubtful.shown.filter(({ page }) => page !== facts.path);
    const part = (key, list) => (list.length ? [make('h2', { textContent: t(key) }), make('ul', {}, ...list.map((one) => finding(one, 'warning')))] : []);
    return [...part('preview.on_this_page', here), ...part('preview.elsewhere', elsewhere), ...more(doubtful)];
  }

  /** The dialog with what is wrong: it opens for what the reader has not put away, and closes when all is mended. */
  function overlayOf(dialog) {
    let wrong = { count: 0, shown: [] }, isMended = false;
    const name = (one) => `${one.place.replace(/:\d+:\d+$/, '')} ${one.code} ${one.message}`;
    const close = make('button', { type: 'button', className: 'close', textContent: t('action.close'), onclick: () => dialog.close() });
    dialog.addEventListener('close', () => {
      if (!isMended) memory.set('put away', wrong.shown.map(name));
      isMended = false;
    });
    const fill = () => dialog.replaceChildren(
      make('div', { className: 'head' }, make('h2', { id: 'title', textContent: counted('preview.errors', wrong.count) }), close),
      make('p', { textContent: t('preview.overlay') }),
      make('ol', {}, ...wrong.shown.map((one) => finding(one, 'error'))), ...more(wrong));
    const open = () => {
      if (dialog.open) return;
      dialog.showModal();
      close.focus();
    };
    return {
      open,
      tell(now) {
        wrong = now;
        if (wrong.count === 0) {
          isMended = dialog.open;
          dialog.close();
          memory.set('put away', []);
          return;
        }
        fill();
        const away = new Set(memory.get('put away') ?? []);
        if (wrong.shown.some((one) => !away.has(name(one)))) open();
        if (dialog.open && !dialog.contains(dialog.getRootNode().activeElement)) close.focus();
      },
    };
  }

  // ---- Frames of other widths.

  /** As on paper: what is for print is for the screen, and what is for the screen or the dark is not. */
  function asPrinted() {
    const turn = (media) => {
      if (media.includes('prefers-color-scheme: dark')) return 'print';
      return media.replace(/\bscreen\b/g, 'print and (width: 0)').replace(/\bprint\b(?! and \(width: 0\))/g, 'all');
    };
    const rules = (list) => [...list].forEach((rule) => {
      if (rule instanceof CSSMediaRule) rule.media.mediaText = turn(rule.media.mediaText);
      if (rule.cssRules) rules(rule.cssRules);
    });
    [...document.styleSheets].forEach((sheet) => rules(sheet.cssRules));
    document.documentElement.style.colorScheme = 'light';
    dispatchEvent(new Event('beforeprint'));
  }

  /** The other widths show the page that the frame has come to. */
  function frames() {
    const frame = document.querySelector('iframe');
    document.querySelectorAll('[data-width]').forEach((link) => link.addEventListener('click', () => {
      const page = frame.contentWindow.location.pathname;
      link.href = link.dataset.width ? `${OWN}frame?width=${link.dataset.width}&page=${encodeURIComponent(page)}` : page;
    }));
  }

  if (document.documentElement.classList.contains('rettesnor-frame')) {
    frames();
    return;
  }
  if (isFramed && window.name === 'rettesnor-print') addEventListener('load', asPrinted);
  if (restore()) memory.set('updated', true);
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : listen()));
  addEventListener('pagehide', stop);
  addEventListener('pageshow', listen);
  listen();
})();
