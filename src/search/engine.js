// The engine of the search: finds pages by the index that it is shipped with, and ranks them. Knows nothing of how a
// page looks; `themes/<name>/search.js` loads it with the index when a reader first searches. A classic script: data
// comes by `get(name)`, a promise of what the index file of that name holds (`files.rs` says what that is).
(function () {
  'use strict';

  // Words: the same rules as token.rs and fold.rs.
  const LETTERS = { æ: 'ae', ä: 'ae', ø: 'oe', ö: 'oe', œ: 'oe', å: 'aa', ß: 'ss', þ: 'th', ð: 'd', đ: 'd', ł: 'l' };
  const W = '[\\p{Alphabetic}\\p{N}\\u0300-\\u036f\\u00ad]+';
  const WORD = new RegExp(W, 'gu');
  const CHAIN = new RegExp(`(§\\s*)?(${W}(?:[-./:\\u2011\\u2013]${W})*)`, 'gu');
  const other = (c) => LETTERS[c] || c.normalize('NFKD').replace(/[^\p{Alphabetic}\p{N}]/gu, '');
  const fold = (text) => text.normalize('NFC').replace(/\u00ad/g, '').toLowerCase().replace(/[^\0-\x7f§]/gu, other);
  const loose = (term) => term.replace(/a[ae]/g, 'a').replace(/oe/g, 'o');

  // Words that stand together: [{words: [{term, start, end}], joined, paragraph}].
  function chains(text) {
    return [...text.matchAll(CHAIN)].map(([all, sign = '', chain], n, { [n]: { index } }) => {
      const words = [...chain.matchAll(WORD)].map((m) => {
        const start = index + sign.length + m.index;
        return { term: fold(m[0]), start, end: start + m[0].length };
      });
      const number = /[0-9]/.test(chain), plain = !/[./:]/.test(chain);
      const joined = words.length > 1 && (number || plain)
        && fold(chain.replace(number ? /[\u2011\u2013]/g : /[-\u2011\u2013]/g, number ? '-' : ''));
      return { words, number, joined, paragraph: sign && /^[0-9]/.test(chain) && '§' + words[0].term };
    });
  }
  const termsOf = (text) => chains(text).flatMap((c) => [
    ...c.paragraph ? [c.paragraph] : [], ...c.words.map((w) => w.term), ...c.joined ? [c.joined] : [],
  ]).filter(Boolean);

  // Damerau-Levenshtein in a band of `max`; `b` may have a tail. Gives distance * 64 + the length without tail.
  const rows = [0, 1, 2].map(() => new Uint8Array(160));
  function distance(a, b, max) {
    if (a.length > 63) return 99 * 64;
    let [before, row, next] = rows;
    for (let j = 0; j <= max + 1; j++) row[j] = j;
    for (let i = 1; i <= a.length; i++) {
      const start = Math.max(1, i - max), end = Math.min(b.length, i + max);
      let best = next[start - 1] = start > 1 ? 99 : i;
      for (let j = start; j <= end; j++) {
        let d = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        if (row[j] < d) d = row[j] + 1;
        if (next[j - 1] < d) d = next[j - 1] + 1;
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && before[j - 2] < d) d = before[j - 2] + 1;
        next[j] = d;
        if (d < best) best = d;
      }
      if (best > max) return 99 * 64;
      next[end + 1] = 99;
      [before, row, next] = [row, next, before];
    }
    let best = 99 * 64;
    const last = Math.min(b.length, a.length + max);
    for (let j = Math.max(0, a.length - max); j <= last; j++) if (row[j] <= best >> 6) best = row[j] * 64 + j;
    return best;
  }

  function bytes(base64) {
    const text = atob(base64), out = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
    return out;
  }
  function numbers(from, at, end, each) {
    for (let value = 0, shift = 0; at < end; at++) {
      value |= (from[at] & 127) << shift;
      shift += 7;
      if (from[at] < 128) { each(value); value = shift = 0; }
    }
  }

  // All terms as one text, in which `scan` finds those with a part, the fastest way there is in a browser.
  function lexicon(terms) {
    const text = '\n' + terms.join('\n') + '\n', starts = new Uint32Array(terms.length + 1);
    terms.forEach((term, i) => { starts[i + 1] = starts[i] + term.length + 1; });
    return (part, each) => {
      for (let i = 0, at = text.indexOf(part, 1); at > 0; at = text.indexOf(part, at + 1)) {
        let low = i, high = terms.length;
        while (high - low > 1) {
          const middle = (low + high) >> 1;
          if (starts[middle] < at) low = middle; else high = middle;
        }
        each(i = low, at - 1 - starts[i]);
      }
    };
  }

  // Typical weighted counts of the classes in encode.rs.
  const COUNTS = [1, 2, 3.5, 6, 9.5, 14.5, 22, 32];
  // Files of common postings that one word may read.
  const FILES = 10;
  const LINKS = ['', 's', 'e', 'er'];

  // Opens an index, given its entry: {search, excerpt, nearest, facets, hasOlder}.
  async function open(index, get) {
    const all = (names) => Promise.all(names.map(get));
    const [lists, pages] = await Promise.all([all(index.words), all(index.documents)]);
    const documents = pages.flat(), N = documents.length;
    const endings = index.endings.split(' '), isEnding = new Set(endings);
    const allEndings = [...new Set([...endings, ...index.seen.split(' ')])].sort((a, b) => b.length - a.length);
    const terms = [], cuts = [], sizes = [], places = [], totals = [0, 0];
    for (const [list, lengths] of lists) {
      let before = '';
      for (const line of list.split('\n').slice(0, -1)) {
        terms.push(before = before.slice(0, parseInt(line[0], 36)) + line.slice(2));
        cuts.push(parseInt(line[1], 36));
      }
      const packed = bytes(lengths);
      numbers(packed, 0, packed.length, (size) => {
        const sort = size <= index.rareBytes ? 0 : 1;
        sizes.push(size);
        places.push(totals[sort]);
        totals[sort] += size;
      });
    }
    const place = new Map(terms.map((term, i) => [term, i])), scan = lexicon(terms);
    const stems = new Set();
    terms.forEach((term, i) => { const stem = term.slice(0, term.length - cuts[i]); stems.add(stem).add(loose(stem)); });
    const looseTerms = terms.map(loose), scanLoose = lexicon(looseTerms);
    const words = new Set([...terms, ...stems, ...looseTerms]);
    const small = index.rare.length + index.common.length < 3;

    // The stem of a word: the index's own, else by an ending that leaves a stem of the index, else by a regular one.
    function stemOf(word) {
      const known = place.get(word);
      if (known !== undefined) return word.slice(0, word.length - cuts[known]);
      if (stems.has(word)) return word;
      const cut = (list, least) => list.filter((e) => word.endsWith(e) && word.length - e.length >= least)
        .map((e) => word.slice(0, -e.length));
      const stem = cut(allEndings, 3);
      const single = stem.map((stem) => stem.replace(/([^aeiouy])\1$/, '$1'));
      const found = [...stem, ...single].find((stem) => stems.has(stem));
      return found || (!/([iusx]s|t)$/.test(word) && cut(endings, 4)[0]) || word;
    }
    const alternatives = new Map();
    for (const group of index.alternatives) for (const word of group) {
      for (const key of [word, word.split(' ').map(stemOf).join(' ')]) {
        alternatives.set(key, [...new Set([...alternatives.get(key) || [], ...group])]);
      }
    }

    // Whether `text` is one word of the site or several, inflected or linked.
    function made(text, depth = 2) {
      if (text.length < 3) return false;
      const inflected = (e) => text.endsWith(e) && text.length - e.length > 2 && words.has(text.slice(0, -e.length));
      if (words.has(text) || endings.some(inflected)) return true;
      const rest = (i) => LINKS.some((l) => text.startsWith(l, i) && made(text.slice(i + l.length), depth - 1));
      for (let i = 3; depth && i < text.length - 2; i++) if (words.has(text.slice(0, i)) && rest(i)) return true;
      return false;
    }
    // What stands around a part of a term: 2 makes it the last part of a compound, 1 a part, half may do so, 0 does not.
    function compound(term, from, to) {
      const left = term.slice(0, from), right = term.slice(to), ends = !right || isEnding.has(right);
      const before = !left || LINKS.some((l) => left.endsWith(l) && made(left.slice(0, left.length - l.length)));
      const after = !ends && LINKS.some((l) => right.startsWith(l) && made(right.slice(l.length)));
      return before && ends ? 2 : before && after ? 1 : left && (before || after) ? 0.5 : 0;
    }

    // The ladder: the terms that a word stands for, each with how surely. It ranks; it does not hide.
    function match(word, fuzzy, form) {
      const found = new Map(), weak = [], stem = stemOf(word), known = place.get(word);
      let reach = 0;
      const put = (i, weight) => {
        if (!found.has(i)) reach += sizes[i];
        if ((found.get(i) || 0) < weight) found.set(i, weight);
      };
      if (/^[§\d]/.test(word)) {
        scan(word, (i, at) => { if (terms[i] === word) put(i, 1); else if (!at && word.length > 2) put(i, 0.3); });
        return found;
      }
      const part = stem.length > 2 ? stem : word;
      const around = (term, at, word, part) => {
        const whole = term.startsWith(word, at) ? compound(term, at, at + word.length) : 0;
        return whole < 1 && word !== part ? Math.max(whole, compound(term, at, at + part.length)) : whole;
      };
      scan(part, (i, at) => {
        const term = terms[i];
        if (!at && term === word) return put(i, 1);
        // `some` is not `som`: a word on half the pages is no form of a rare one.
        const foreign = sizes[i] > N / 2 && sizes[i] > 4 * sizes[known];
        if (!at && term.length - cuts[i] === stem.length) return put(i, foreign ? 0.05 : 0.9);
        if (part.length < 2 || at === 1) return 0;
        const sure = around(term, at, word, part);
        if (!at && sure) return put(i, sure === 1 || term.startsWith(word) ? 0.7 : 0.4);
        if (!at && term.startsWith(word) && word.length > 2) return put(i, stems.has(stem) ? 0.2 : 0.45);
        if (sure > 0.5 && part.length > 2) return put(i, sure === 2 ? 0.6 : 0.5);
        if (at && (part.length > 5 || (sure && part.length > 3))) return put(i, 0.3);
        return part.length > 3 && weak.push(i);
      });
      const word2 = loose(word), part2 = loose(part);
      if (part2.length > 2) scanLoose(part2, (i, at) => {
        const term = looseTerms[i];
        if (found.has(i) || (term === terms[i] && part === part2)) return;
        if (!at && term === word2) put(i, 0.6);
        else if (!at && term.length - cuts[i] === part2.length) put(i, 0.55);
        else if (!at && term.startsWith(word2)) put(i, 0.35);
        else if (around(term, at, word2, part2) > 0.5) put(i, 0.3);
      });
      if (fuzzy && !reach) for (const [form, d] of misspelt(word, stem)) {
        for (const [i, weight] of match(form)) put(i, weight * (0.6 - 0.1 * d));
      }
      if (!form) for (const form of contracted(stem)) add(found, match(form, false, true), 0.85, 0.5);
      // Mere letters in common come last; in a large index they are not worth loading where much else was found.
      if (small || reach < 50) for (const i of weak) put(i, 0.05);
      return within(found);
    }
    // Of the terms of a word in a large index, the surest and most frequent in as many files as it may read.
    function within(found) {
      const files = new Set();
      if (!small) for (const [i] of [...found].sort(([i, a], [j, b]) => b - a || sizes[j] - sizes[i])) {
        const file = sizes[i] > index.rareBytes && fileOf(i);
        if (file && files.size >= FILES && !files.has(file)) found.delete(i);
        else if (file) files.add(file);
      }
      return found;
    }
    // Other stems of a word that loses its e when inflected, and perhaps a consonant: cykel, cykler; sikker, sikre.
    function contracted(stem) {
      const rules = [[/([^aeiouy])e([lrn])$/, '$1$2'], [/([^aeiouy])\1e([lrn])$/, '$1$2'],
        [/([^aeiouy])([lrn])$/, '$1e$2'], [/([^aeiouy])([lrn])$/, '$1$1e$2']];
      const forms = rules.map(([from, to]) => stem.replace(from, to));
      return new Set(forms.filter((form) => form !== stem && form.length > 2 && stems.has(form)));
    }
    // Beginnings of terms nearest to a word that no term has, with their distance.
    function misspelt(word, stem) {
      for (const typed of new Set([word, stem])) {
        let max = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2, forms = new Map();
        if (max) terms.forEach((term) => {
          const [a, b] = term, [c, e] = typed;
          if (term.length < typed.length - max || (a !== c && b !== e && b !== c && a !== e)) return;
          const result = distance(typed, term, max), d = result >> 6;
          if (d > max) return;
          if (d < max) { max = d; forms = new Map(); }
          forms.set(term.slice(0, result & 63), d);
        });
        if (forms.size) return [...forms].sort(([a], [b]) => words.has(b) - words.has(a)).slice(0, 6);
      }
      return [];
    }

    const add = (map, more, factor, least = 0) => {
      for (const [i, weight] of more) if (weight >= least) map.set(i, Math.max(map.get(i) || 0, weight * factor));
    };
    const unit = (word, map) => ({ word, options: [{ weight: 1, maps: [map] }] });
    // What a query asks for: units, each with options, each of maps that must all be found.
    function units(query) {
      const list = [], most = 12;
      for (const { words: parts, number, joined, paragraph } of chains(query.slice(0, 300))) {
        if (list.length > most) break;
        const whole = paragraph || (number && joined), exact = whole && match(whole);
        if (exact && exact.size) list.push(unit(whole, exact));
        else for (const { term } of parts) if (term) list.push(unit(term, match(term)));
      }
      list.splice(most);
      list.forEach((unit, n) => {
        const map = unit.options[0].maps[0];
        for (const size of [1, 2, 3]) spans(list.slice(n, n + size), size);
        if (![...map.values()].some((weight) => weight > 0.05)) rescue(unit, map);
      });
      return list;
    }
    // Other words for a run of units: synonyms and irregular forms; and the compound that they make together.
    function spans(run, size) {
      if (run.length < size) return;
      const maps = run.map((unit) => unit.options[0].maps[0]), all = run.map((unit) => unit.word);
      const others = alternatives.get(all.join(' ')) || alternatives.get(all.map(stemOf).join(' ')) || [];
      for (const other of others) {
        const targets = other.split(' ').map((word) => match(word));
        if (targets.length === 1) maps.forEach((map) => add(map, targets[0], 0.8, 0.5));
        else if (other !== all.join(' ')) run.forEach((unit) => unit.options.push({ weight: 0.8, maps: targets }));
      }
      if (size < 2 || /\d/.test(all.join(''))) return;
      let joined = [all[0]];
      for (const word of [...all.slice(1, -1), stemOf(all[size - 1])]) {
        joined = joined.flatMap((start) => LINKS.map((l) => start + l + word));
      }
      for (const word of joined) maps.forEach((map) => add(map, match(word), 1.2, 0.3));
    }
    // A word that nothing was found for: two words in the text, or misspelt.
    function rescue(unit, map) {
      const { word } = unit;
      for (let i = word.length - 3; i > 2; i--) {
        const known = (part) => part.length > 2 && stems.has(stemOf(part));
        const start = word.slice(0, i), last = word.slice(i);
        const first = LINKS.filter((l) => start.endsWith(l)).map((l) => start.slice(0, i - l.length)).find(known);
        if (first && known(last)) {
          const maps = [first, last].map((part) => new Map([...match(part)].filter(([, weight]) => weight >= 0.5)));
          return unit.options.push({ weight: 0.4, maps });
        }
      }
      return add(map, match(word, true), 1);
    }

    // Postings of terms, by file.
    const slices = new Map();
    const fileOf = (i) => (sizes[i] <= index.rareBytes ? index.rare : index.common).findLast(([start]) => start <= places[i]);
    const fetchAll = (ids) => Promise.all([...new Set(ids.map((i) => fileOf(i)))].map(async ([, name]) => {
      if (!slices.has(name)) slices.set(name, bytes(await get(name)));
    }));
    // Points of every page for a word: BM25 over the weighted counts of the fields, where the rarity is that of the
    // word with all it stands for, so that a rare false friend does not rise by being rare.
    function points(map) {
      const score = new Float64Array(N);
      let pagesFound = 0;
      for (const [i, weight] of map) {
        const [start, name] = fileOf(i), at = places[i] - start;
        let page = 0;
        numbers(slices.get(name), at, at + sizes[i], (value) => {
          page += value >> 3;
          const count = COUNTS[value & 7];
          const x = (weight * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * documents[page][3]) / index.average));
          if (!score[page]) pagesFound++;
          score[page] = Math.max(score[page], x) + 0.1 * Math.min(score[page], x);
        });
      }
      const rarity = Math.log(1 + (N - pagesFound + 0.5) / (pagesFound + 0.5));
      return score.map((x) => x * rarity);
    }
    function unitPoints({ options }) {
      const best = new Float64Array(N);
      for (const { weight, maps } of options) {
        const scores = maps.map(points);
        const mean = (p) => scores.reduce((sum, s) => sum + s[p], 0) / scores.length;
        for (let p = 0; p < N; p++) if (scores.every((s) => s[p])) best[p] = Math.max(best[p], weight * mean(p));
      }
      return best;
    }

    // Finds pages. `chosen`: filter → values; `older`: with older editions. Gives {hits, counts, marks}.
    async function search(query, { chosen = {}, older } = {}) {
      const asked = units(query), maps = asked.flatMap((unit) => unit.options.flatMap((option) => option.maps));
      await fetchAll(maps.flatMap((map) => [...map.keys()]));
      const scores = asked.map(unitPoints);
      // Words of nearly all pages need not be there: `hvordan svarer jeg`.
      const rare = scores.filter((score) => N < 20 || score.filter(Boolean).length < 0.4 * N);
      const needed = rare.length ? rare : scores;
      let hits = [];
      documents.forEach((document, page) => {
        const matched = needed.filter((score) => score[page]).length;
        if (!matched || (document[5] && !older)) return;
        hits.push({ page, matched, score: scores.reduce((sum, s) => sum + s[page], 0) });
      });
      // All words, else any of them.
      if (hits.some((hit) => hit.matched === needed.length)) hits = hits.filter((hit) => hit.matched === needed.length);
      const order = (a, b) => b.matched - a.matched || b.score - a.score || a.page - b.page;
      const title = fold(query.trim());
      for (const hit of hits.sort(order).slice(0, 60)) if (fold(documents[hit.page][1]) === title) hit.score *= 1.5;
      hits.sort(order);
      const phrases = [...query.matchAll(/["»«”“„]([^"»«”“„]+)["»«”“„]/g)].map((m) => ` ${termsOf(m[1]).join(' ')} `);
      if (phrases.length) hits = await withPhrases(hits.slice(0, 100), phrases);
      const counts = index.facets.map(() => 0);
      for (const hit of hits) for (const value of documents[hit.page][4]) counts[value]++;
      const wanted = Object.entries(chosen).filter(([, values]) => values.length);
      const carries = (page, key, values) => documents[page][4].map((n) => index.facets[n])
        .some(([of, , value]) => of === key && values.includes(value));
      hits = hits.filter((hit) => wanted.every(([key, values]) => carries(hit.page, key, values)));
      const marks = new Map();
      for (const map of maps) for (const [i, weight] of map) marks.set(terms[i], Math.max(marks.get(terms[i]) || 0, weight));
      const shown = ({ page, score }) => {
        const [href, title, lang, , facets] = documents[page];
        return { page, score, href, title, lang, facets };
      };
      return { hits: hits.map(shown), counts, marks };
    }
    const ends = [];
    index.texts.reduce((sum, [count], n) => (ends[n] = sum + count), 0);
    async function textOf(page) {
      const file = ends.findIndex((end) => page < end), texts = await get(index.texts[file][1]);
      return texts[page - ends[file] + texts.length];
    }
    async function withPhrases(hits, phrases) {
      const texts = await Promise.all(hits.map(async (hit) => {
        const [answer, summary, sections] = await textOf(hit.page);
        const all = [documents[hit.page][1], answer, summary, ...sections.flatMap((s) => [s[1], s[2]])];
        return all.map((text) => ` ${termsOf(text).join(' ')} `);
      }));
      return hits.filter((_, n) => phrases.every((phrase) => texts[n].some((text) => text.includes(phrase))));
    }

    // The best place of a page: {answer, anchor, heading, pieces: [[text, marked]]}.
    async function excerpt(page, marks) {
      const [answer, summary, sections] = await textOf(page);
      let best = { score: 0, text: summary || (sections[0] || [])[2] || '', anchor: '', heading: '', found: [], from: 0 };
      for (const [anchor, heading, text] of [['', '', summary], ...sections]) {
        const bonus = termsOf(heading).reduce((sum, term) => sum + (marks.get(term) || 0), 0);
        const found = chains(text).flatMap(({ words, joined, paragraph }) => words.map((word) => (
          { ...word, weight: marks.get(word.term) || marks.get(joined) || marks.get(paragraph) || 0 }))).filter((w) => w.weight);
        found.forEach((first, n) => {
          const seen = new Set();
          let score = bonus / 2;
          for (let m = n; m < found.length && found[m].end < first.start + 180; m++) {
            score += found[m].weight * (seen.has(found[m].term) ? 0.1 : 1);
            seen.add(found[m].term);
          }
          if (score > best.score + 1e-9) best = { score, text, anchor, heading, found, from: first.start };
        });
        if (!found.length && bonus > best.score) best = { score: bonus, text, anchor, heading, found, from: 0 };
      }
      const from = best.from < 60 ? 0 : best.text.indexOf(' ', best.from - 50) + 1;
      const most = from + 220, cut = best.text.lastIndexOf(' ', most);
      const to = most >= best.text.length ? best.text.length : cut > from ? cut : most;
      const pieces = [];
      let at = from;
      for (const { start, end } of best.found) if (start >= at && end <= to) {
        pieces.push([best.text.slice(at, start), false], [best.text.slice(start, end), true]);
        at = end;
      }
      pieces.push([best.text.slice(at, to), false]);
      if (from) pieces.unshift(['… ', false]);
      if (to < best.text.length) pieces.push([' …', false]);
      return { answer, anchor: best.anchor, heading: best.heading, pieces };
    }
    // Words of titles most like a word that nothing was found for.
    function nearest(query) {
      const near = new Map();
      const titles = documents.flatMap((document) => document[1].match(WORD) || []);
      for (const typed of termsOf(query)) for (const word of titles) {
        const d = distance(typed, fold(word), Math.ceil(typed.length / 2)) >> 6;
        if (word.length > 3 && d < 99) near.set(word.toLowerCase(), d);
      }
      return [...near].sort((a, b) => a[1] - b[1]).slice(0, 3).map(([word]) => word);
    }
    const hasOlder = documents.some((document) => document[5]);
    return { search, excerpt, nearest, stem: stemOf, facets: index.facets, hasOlder };
  }

  rettesnorSearch.put('engine', { open, terms: termsOf });
})();
