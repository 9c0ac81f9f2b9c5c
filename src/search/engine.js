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

  const LINKS = ['', 's', 'e', 'er'];
  const number = (word) => /^[§\d]/.test(word);
  const round = (score) => Math.round(score * 1e6) / 1e6;
  const byWeight = ([i, a], [j, b]) => b - a || i - j;

  // Opens an index, given its entry: {search, excerpt, nearest, stem, facets, hasOlder}. `query.rs` is the same in Rust; a
  // test puts all queries to both. What a match is worth stands in `rank.rs`, and comes here with the index.
  async function open(index, get) {
    const R = index.rank, all = (names) => Promise.all(names.map(get));
    const [lists, pages] = await Promise.all([all(index.words), all(index.documents)]);
    const documents = pages.flat(), N = documents.length;
    const list = (text) => text.split(' ').filter(Boolean);
    const endings = list(index.endings), isEnding = new Set(endings);
    const [stop, questions, subjects] = [index.stop, index.questions, index.subjects].map((words) => new Set(list(words)));
    const allEndings = [...new Set([...endings, ...list(index.seen)])].sort((a, b) => b.length - a.length);
    // A term `~plan` stands for all compounds with that part; such terms are kept apart, by their stems.
    const terms = [], cuts = [], sizes = [], places = [], parts = new Map(), partOf = [], looseParts = new Map();
    let total = 0;
    for (const [list, lengths] of lists) {
      let before = '';
      for (const line of list.split('\n').slice(0, -1)) {
        before = before.slice(0, parseInt(line[0], 36)) + line.slice(2);
        cuts.push(parseInt(line[1], 36));
        const part = before[0] === '~' && before.slice(1);
        if (part) {
          parts.set(part, terms.length);
          partOf[terms.length] = part;
          looseParts.set(loose(part), [...looseParts.get(loose(part)) || [], terms.length]);
        }
        terms.push(part ? '' : before);
      }
      const packed = bytes(lengths);
      numbers(packed, 0, packed.length, (size) => {
        sizes.push(size);
        places.push(total);
        total += size;
      });
    }
    const place = new Map(terms.map((term, i) => [term, i])), scan = lexicon(terms);
    place.delete('');
    const stemAt = (i) => terms[i].slice(0, terms[i].length - cuts[i]);
    const stems = new Set();
    terms.forEach((term, i) => { if (term) stems.add(stemAt(i)).add(loose(stemAt(i))); });
    const looseTerms = terms.map(loose), scanLoose = lexicon(looseTerms);
    const words = new Set([...place.keys(), ...stems, ...looseTerms]);

    // The stem of a word: the index's own, else by an ending that leaves a stem of the index, else by a regular one.
    function stemOf(word) {
      const known = place.get(word);
      if (known !== undefined) return stemAt(known);
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
      if (!word.includes(' ')) words.add(word);
      for (const key of [word, word.split(' ').map(stemOf).join(' ')]) {
        alternatives.set(key, [...new Set([...alternatives.get(key) || [], ...group])]);
      }
    }
    const others = (words) => alternatives.get(words.join(' ')) || alternatives.get(words.map(stemOf).join(' ')) || [];

    // Whether `text` is one word of the site or several, inflected or linked.
    const told = [new Map(), new Map(), new Map()];
    function made(text, depth = 2) {
      if (text.length < 3) return false;
      let known = told[depth].get(text);
      if (known === undefined) told[depth].set(text, known = isMade(text, depth));
      return known;
    }
    function isMade(text, depth) {
      const inflected = (e) => text.endsWith(e) && text.length - e.length > 2 && words.has(text.slice(0, -e.length));
      return words.has(text) || endings.some(inflected) || (depth > 0 && composed(text, depth - 1));
    }
    function composed(text, depth = 2) {
      const rest = (i) => LINKS.some((l) => text.startsWith(l, i) && made(text.slice(i + l.length), depth));
      for (let i = 3; i < text.length - 2; i++) if (words.has(text.slice(0, i)) && rest(i)) return true;
      return false;
    }
    // Whether nothing but an ending follows, perhaps after a consonant that is doubled for it: hal, hallen.
    const endsAt = (term, to) => {
      const rest = term.slice(to);
      return !rest || isEnding.has(rest) || (rest[0] === term[to - 1] && isEnding.has(rest.slice(1)));
    };
    // What stands around a part of a term: 2 makes it the last part of a compound, 1 a part, half may do so, 0 does not.
    function compound(term, from, to) {
      const left = term.slice(0, from), right = term.slice(to), ends = endsAt(term, to);
      const before = !left || LINKS.some((l) => left.endsWith(l) && made(left.slice(0, left.length - l.length)));
      const after = !ends && LINKS.some((l) => right.startsWith(l) && made(right.slice(l.length)));
      return before && ends ? 2 : before && after ? 1 : left && (before || after) ? 0.5 : 0;
    }
    function around(term, at, word, part) {
      const whole = term.startsWith(word, at) ? compound(term, at, at + word.length) : 0;
      return whole < 1 && word !== part ? Math.max(whole, compound(term, at, at + part.length)) : whole;
    }

    // The ladder: the terms that a word stands for, each with how surely. It ranks; it does not hide.
    // `derived`: of another word, whose forms are looked for already; `joined`: of two words, where little is to be found.
    function match(word, { fuzzy, derived, joined } = {}) {
      const found = new Map(), weak = [], known = place.get(word);
      // A word is no form of one that says nothing by itself: `some` of `som`.
      const stem = derived || stop.has(stemOf(word)) ? word : stemOf(word);
      const put = (i, weight) => { if ((found.get(i) || 0) < weight) found.set(i, weight); };
      if (number(word)) {
        scan(word, (i, at) => { if (terms[i] === word) put(i, R.exact); else if (!at && word.length > 2) put(i, R.inside); });
        return found;
      }
      const part = stem.length > 2 ? stem : word, compounds = parts.get(stem);
      if (compounds !== undefined) put(compounds, R.part);
      // `some` is not `som`: a word on half the pages is no form of a rare one.
      const foreign = (i) => sizes[i] > N / 2 && sizes[i] > 4 * sizes[known];
      scan(part, (i, at) => {
        const term = terms[i], ends = endsAt(term, at + part.length);
        if (!at && term === word) return put(i, R.exact);
        if (!at && (stemAt(i) === stem || stemAt(i) === word || term === stem)) return put(i, foreign(i) ? R.letters : R.stem);
        if (part.length < 2 || at === 1) return 0;
        if (!at && ends) return put(i, R.ending);
        const sure = around(term, at, word, part);
        if (sure >= 1 && part.length > 2) return compounds === undefined && put(i, R.part);
        if (!at && term.startsWith(word) && word.length > 2) {
          if (!stems.has(stem)) return put(i, word.length > 3 ? R.prefix : R.begins);
          return put(i, stemAt(i).length > word.length + 2 && !composed(term) ? R.begins : R.longer);
        }
        // Where the letters stand across the parts of a compound, they are no part of it: `skol` in `musikskolonne`.
        const open = at && part.length > 3 && (part.length > 5 || sure || ends);
        if (open && !composed(term)) return put(i, R.inside);
        return (part.length > 3 || (part.length > 2 && ends)) && weak.push(i);
      });
      const word2 = loose(word), part2 = loose(part);
      if (part2.length > 2 && !(joined && found.size)) {
        // Who types `å` means it, where the word is known; and what words begin with as typed is meant so.
        const plain = [...found.values()].some((weight) => weight >= R.prefix);
        const sure = plain || (word2 !== word && (known !== undefined || stems.has(stem))) ? R.typed : 1;
        for (const i of looseParts.get(part2) || []) if (i !== compounds) put(i, R.loosePart * sure);
        scanLoose(part2, (i, at) => {
          const term = looseTerms[i];
          if (found.has(i) || (term === terms[i] && part === part2)) return;
          if (!at && term === word2) put(i, R.loose * sure);
          else if (!at && term.length - cuts[i] === part2.length) put(i, R.looseStem * sure);
          else if (!at && (term.startsWith(word2) || part2.length > 4)) put(i, R.loosePart * sure);
          else if (around(term, at, word2, part2) > 0.5) put(i, R.inside * sure);
        });
      }
      if (fuzzy && !found.size) for (const [form, d] of misspelt(word, stem)) {
        for (const [i, weight] of match(form)) put(i, weight * (R.typing - R.typingStep * d));
      }
      if (!derived && !joined) {
        for (const form of new Set([...contracted(stem), ...contracted(word)])) add(found, match(form, { derived: true }), R.contracted, R.inside);
      }
      // Mere letters in common come last; in a large index they are not worth loading where much else was found.
      const reach = [...found.keys()].reduce((sum, i) => sum + sizes[i], 0);
      if (!index.large || reach < R.reach) for (const i of weak) put(i, R.letters);
      return index.large ? within(found, word) : found;
    }
    // In a large index, of terms that stand far from the word, and of those that are but longer, only the surest: their
    // postings are in many files.
    function within(found, word) {
      const often = ([i, a], [j, b]) => b - a || sizes[j] - sizes[i] || i - j, list = [...found].filter(([i]) => !partOf[i]);
      const near = ([i]) => terms[i].slice(0, 2) === word.slice(0, 2);
      const far = list.filter((one) => !near(one)).sort(often).slice(R.most);
      const longer = list.filter((one) => near(one) && one[1] <= R.prefix).sort(often).slice(R.mostLonger);
      for (const [i] of [...far, ...longer]) found.delete(i);
      return found;
    }
    // Other stems of a word that loses its e when inflected, or doubles a consonant: cykel, cykler; sikker, sikre; hjem, hjemmet.
    function contracted(stem) {
      const rules = [[/([^aeiouy])e([lrn])$/, '$1$2'], [/([^aeiouy])\1e([lrn])$/, '$1$2'], [/([^aeiouy])([lrn])$/, '$1e$2'],
        [/([^aeiouy])([lrn])$/, '$1$1e$2'], [/([^aeiouy])\1$/, '$1'], [/([aeiouy])([bdfgklmnprst])$/, '$1$2$2']];
      const forms = rules.map(([from, to]) => stem.replace(from, to));
      // `vattn` of `vatten` may stand in no word but `dricksvattnet`.
      const loses = (form) => form.length > 4 && form.length < stem.length && stem.at(-2) === 'e';
      return new Set(forms.filter((form) => form !== stem && form.length > 2 && (stems.has(form) || loses(form))));
    }
    // Beginnings of terms nearest to a word that no term has, with their distance.
    function misspelt(word, stem) {
      for (const typed of new Set([word, stem])) {
        let max = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2, forms = new Map();
        if (max) terms.forEach((term) => {
          const a = term[0], b = term[1], c = typed[0], e = typed[1];
          if (term.length < typed.length - max || (a !== c && b !== e && b !== c && a !== e)) return;
          const result = distance(typed, term, max), d = result >> 6;
          if (d > max) return;
          if (d < max) { max = d; forms = new Map(); }
          forms.set(term.slice(0, result & 63), d);
        });
        // Of a word that is mistyped the last letter is mostly right.
        const whole = rather([...forms], ([form]) => words.has(form)), last = typed.slice(-1);
        if (forms.size) return rather(whole, ([form]) => form.endsWith(last)).slice(0, 6);
      }
      return [];
    }
    // Those that please, if there are any.
    function rather(list, pleases) {
      const some = list.filter(pleases);
      return some.length ? some : list;
    }

    const add = (map, more, factor, least = 0) => {
      for (const [i, weight] of more) if (weight >= least) map.set(i, Math.max(map.get(i) || 0, weight * factor));
    };
    // What a query asks for: units, each with options, each of maps that must all be found.
    function units(query) {
      const list = [];
      for (const { words: parts, number, joined, paragraph } of chains(query.slice(0, 300))) {
        const whole = paragraph || (number && joined), exact = whole && match(whole);
        if (exact && exact.size) list.push([whole, exact]);
        else for (const { term } of parts) if (term) list.push([term]);
      }
      const telling = list.filter(([word]) => !stop.has(word));
      const plain = telling.length ? list.length - telling.length : 0;
      // The verb of a question is its second word, or comes after its subject or an adverb.
      const verbs = list.filter(([word], n) => n && plain > 1 && !stop.has(word) && !number(word)
        && (subjects.has(list[n - 1][0]) || (n === 1 && questions.has(list[0][0]))));
      const kept = (telling.length ? telling : list).slice(0, 12), only = kept.every((one) => verbs.includes(one));
      const asked = kept.map((one) => (
        { word: one[0], verb: !only && verbs.includes(one), options: [{ weight: 1, maps: [one[1] || match(one[0])] }] }));
      asked.forEach((unit, n) => {
        const map = unit.options[0].maps[0];
        for (const size of [1, 2, 3]) spans(asked.slice(n, n + size), size);
        if (![...map.values()].some((weight) => weight > R.letters)) rescue(unit, map);
      });
      return { asked, question: plain > 1 };
    }
    // Other words for a run of units: synonyms and irregular forms; and the compound that they make together.
    function spans(run, size) {
      if (run.length < size) return;
      const maps = run.map((unit) => unit.options[0].maps[0]), all = run.map((unit) => unit.word);
      synonyms(all, maps, run);
      if (size < 2 || /\d/.test(all.join(''))) return;
      let joined = [all[0]];
      for (const word of [...all.slice(1, -1), stemOf(all[size - 1])]) {
        joined = joined.flatMap((start) => LINKS.map((l) => start + l + word));
      }
      for (const word of joined) for (const other of [word, ...others([word])]) {
        if (other.includes(' ')) continue;
        const more = match(other, { joined: true }), factor = other === word ? R.joined : R.synonym;
        maps.forEach((map) => add(map, more, factor, R.inside));
      }
    }
    function synonyms(words, maps, run) {
      const all = others(words), synonym = all.includes(words.join(' ')) ? R.synonym : R.kindred;
      for (const other of all) {
        const targets = other.split(' ').map((word) => match(word));
        // `rækkevidde` for `organisk rækkevidde` says less than what was asked.
        const factor = words.length > 1 && words.includes(other) ? R.less : synonym;
        if (targets.length === 1) maps.forEach((map) => add(map, targets[0], factor, R.least));
        else if (other !== words.join(' ')) run.forEach((unit) => unit.options.push({ weight: synonym, maps: targets }));
      }
    }
    // A word that nothing was found for: two words in the text, or misspelt.
    function rescue(unit, map) {
      const { word } = unit;
      for (let i = word.length - 3; i > 2; i--) {
        const known = (part) => part.length > 2 && stems.has(stemOf(part));
        const start = word.slice(0, i), last = word.slice(i);
        const first = LINKS.filter((l) => start.endsWith(l)).map((l) => start.slice(0, i - l.length)).find(known);
        if (first && known(last)) {
          const maps = [first, last].map((part) => new Map([...match(part)].filter(([, weight]) => weight >= R.part)));
          unit.options.push({ weight: R.apart, maps });
          return synonyms([first, last], [map], [unit]);
        }
      }
      return add(map, match(word, { fuzzy: true }), 1);
    }

    // Postings of terms, by file.
    const slices = new Map();
    function fileOf(i) {
      let low = 0, high = index.postings.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (index.postings[middle][0] <= places[i]) low = middle; else high = middle;
      }
      return index.postings[low];
    }
    const fetchAll = (ids) => Promise.all([...new Set(ids.map((i) => fileOf(i)))].map(async ([, name]) => {
      if (!slices.has(name)) slices.set(name, bytes(await get(name)));
    }));
    // Points of every page for a word: BM25 over the weighted counts of the fields, where the rarity is that of the
    // word with all it stands for, so that a rare false friend does not rise by being rare.
    function points(map, floor = 0) {
      const score = new Float64Array(N), sure = new Uint8Array(N);
      let pagesFound = 0;
      for (const [i, weight] of [...map].sort(byWeight)) {
        const [start, name] = fileOf(i), at = places[i] - start;
        let page = 0;
        numbers(slices.get(name), at, at + sizes[i], (value) => {
          page += value >> 3;
          // Of what is hardly meant, many mentions say no more than one.
          const count = weight < R.prefix ? 1 : R.counts[value & 7], length = documents[page][3] / index.average;
          const x = (weight * count * (R.k1 + 1)) / (count + R.k1 * (1 - R.b + R.b * length));
          if (!score[page]) pagesFound++;
          if (weight > R.letters) sure[page] = 1;
          score[page] = Math.max(score[page], x) + R.more * Math.min(score[page], x);
        });
      }
      const rarity = Math.max(floor, Math.log(1 + (N - pagesFound + 0.5) / (pagesFound + 0.5)));
      return { score: score.map((x) => x * rarity), sure };
    }
    const LIST = 1, GATHERED = 5, isList = (page) => documents[page][7] === LIST;
    // Titles of one word. A word that is the title of a page is a topic of the site, however often it is written.
    const topics = new Set(documents.filter((document, page) => !isList(page) && document[1].match(WORD)?.length === 1)
      .map((document) => termsOf(document[1])).filter((terms) => terms.length === 1).map(([term]) => stemOf(term)));
    const factorOf = (unit) => (unit.verb ? R.verb : 1);
    function unitPoints(unit) {
      const { word, options } = unit;
      const best = new Float64Array(N), sure = new Uint8Array(N);
      for (const { weight, maps } of options) {
        const all = maps.map((map) => points(map, topics.has(stemOf(word)) ? R.topic : 0)), factor = (weight * (number(word) ? R.number : 1) * factorOf(unit)) / all.length;
        for (let p = 0; p < N; p++) if (all.every(({ score }) => score[p])) {
          best[p] = Math.max(best[p], factor * all.reduce((sum, { score }) => sum + score[p], 0));
          if (all.every(({ sure }) => sure[p])) sure[p] = 1;
        }
      }
      return { score: best, sure };
    }

    // How surely a word of a text is meant by one of these maps, made for these words of the query; compounds are only told
    // when they are met.
    function marker(maps, words) {
      const marks = new Map(), stems = new Map(), seen = new Map();
      for (const map of maps) for (const [i, weight] of map) {
        const [of, key] = partOf[i] ? [stems, partOf[i]] : [marks, terms[i]];
        of.set(key, Math.max(of.get(key) || 0, weight));
      }
      // A word is told as a part where the site has it in compounds only, too.
      for (const word of words) {
        const stem = stemOf(word);
        if (stem.length > 2 && !number(word) && !stems.has(stem)) stems.set(stem, R.part);
      }
      // What has `databeskyttelse` as a part has all of it, and not only the stem `databeskyt`.
      const formsOf = (stem) => [stem, ...words.filter((word) => word !== stem && stemOf(word) === stem)];
      const standing = (term, stem) => {
        let most = 0;
        for (const part of formsOf(stem)) {
          for (let at = term.indexOf(part); at >= 0; at = term.indexOf(part, at + part.length)) {
            if (at !== 1) most = Math.max(most, compound(term, at, at + part.length));
          }
        }
        return most;
      };
      // The last part says what a thing is, and the first of what it is.
      const best = (term) => {
        let best = marks.get(term) || 0;
        for (const [stem, weight] of stems) if (term.includes(stem)) {
          const part = standing(term, stem);
          const factor = part === 2 ? R.last : term.startsWith(stem) ? R.first : 1;
          if (part >= 1) best = Math.max(best, weight * factor);
        }
        return best;
      };
      return (term) => {
        if (!seen.has(term)) seen.set(term, term ? best(term) : 0);
        return seen.get(term);
      };
    }
    // How much of the query the title of a page names, and how much of the title the query does. What a title says before
    // a preposition counts nearly as if it were all, and a task nearly as a title.
    function titled(page, markers, said) {
      const [value, whole] = namedBy(documents[page][1], page, markers, said);
      return [Math.max(value, ...documents[page][6].map((task) => R.task * namedBy(task, page, markers, said)[0])), whole];
    }
    // Which of several pages of a name is meant, only a number in the query tells: `Årshjul 2026`.
    const isNumbered = (terms) => terms.some((term) => /\d/.test(term));
    const telling = (terms, said) => (isNumbered([...said]) ? terms : terms.filter((term) => !isNumbered([term])));
    function namedBy(name, page, markers, said) {
      const all = telling(termsOf(name), said), first = all.findIndex((term) => stop.has(term));
      const unsaid = all.filter((term) => stop.has(term) && !said.has(term)).length;
      const [value, whole] = covered(all.filter((term) => !stop.has(term)), markers, unsaid);
      if (isList(page) || first < 0) return [value, whole];
      return [Math.max(value, R.front * covered(all.slice(0, first), markers)[0]), whole];
    }
    // `unsaid`: how many little words the title has that the query has not.
    function covered(title, markers, unsaid = 0) {
      const mean = (list, value, factor) => {
        const sum = list.reduce((sum, one) => sum + value(one) * factor(one), 0), count = list.reduce((n, one) => n + factor(one), 0);
        return count ? sum / count : 0;
      };
      const named = mean(markers, ([of]) => Math.max(0, ...title.map(of)), ([, factor]) => factor);
      const terms = [...title, ...Array(unsaid)], best = (term) => Math.max(0, ...markers.map(([of]) => of(term)));
      const whole = mean(terms, (term) => (term ? best(term) : 0), (term) => (term ? 1 : R.little));
      return [named * (R.titleBase + (1 - R.titleBase) * whole), whole];
    }
    // A number is that of one page, and no page has it more for what it is.
    const sortOf = (page, named, numbered, exact) => {
      const sort = documents[page][7], excused = sort === LIST ? exact : sort === GATHERED && named >= R.named;
      return excused ? 1 : Math.min(R.sorts[sort], numbered ? 1 : Infinity);
    };
    // Pages that a query names as a whole, by title or task, or by a word that is explained at a place of its own; the
    // more surely where it does so in the very words.
    const plainly = (text) => termsOf(text).join(' ');
    const stemmed = (text) => {
      const all = termsOf(text), telling = all.filter((term) => !stop.has(term));
      return (telling.length ? telling : all).map(stemOf).join(' ');
    };
    const explained = new Map();
    for (const [phrase, ...place] of index.names) explained.set(stemmed(phrase), place).set('=' + plainly(phrase), place);
    function naming(page, plain, stem) {
      const names = [documents[page][1], ...documents[page][6]];
      const same = (name, query) => loose(telling(name.split(' '), query.split(' ')).join(' ')) === loose(query);
      if (names.some((name) => same(plainly(name), plain))) return 4;
      // A page that lists others is only meant where nothing else is.
      // `Efter krisen` is no other form of `krise`.
      const lone = (name) => !stemmed(name).includes(' ') && plainly(name).includes(' ');
      return !isList(page) && names.some((name) => same(stemmed(name), stem) && !lone(name)) ? 2 : 0;
    }

    // Finds pages. `chosen`: filter → values; `older`: with older editions. Gives {hits, counts, marks}.
    async function search(query, { chosen = {}, older } = {}) {
      const { asked, question } = units(query), maps = asked.flatMap((unit) => unit.options.flatMap((option) => option.maps));
      await fetchAll(maps.flatMap((map) => [...map.keys()]));
      const scores = asked.map(unitPoints);
      // Words of nearly all pages need not be there, nor verbs of questions.
      const topics = scores.filter((_, n) => !asked[n].verb), verbs = scores.filter((_, n) => asked[n].verb);
      const numbers = scores.filter((_, n) => number(asked[n].word));
      const rare = topics.filter(({ score }) => N < 20 || score.filter(Boolean).length < 0.4 * N);
      const needed = rare.length > (question ? 1 : 0) ? rare : topics, plainQuery = plainly(query), stem = stemmed(query);
      const exact = explained.get('=' + plainQuery), [home, anchor] = exact || explained.get(stem) || [];
      // Of a question a page may say a part, and has that part of its points.
      const share = (matched) => (question && needed.length ? Math.max(matched, 0.5) / needed.length : 1);
      let hits = [];
      documents.forEach((document, page) => {
        // Letters in common are a hit, but not one of the words.
        const matched = needed.filter(({ sure }) => sure[page]).length, sure = page !== home ? 0 : exact ? 3 : 1;
        if ((!sure && ![...needed, ...verbs].some(({ score }) => score[page])) || (document[5] && !older)) return;
        const score = round(scores.reduce((sum, { score }) => sum + score[page], 0) * share(matched));
        const counted = numbers.filter(({ sure }) => sure[page]).length;
        hits.push({ page, sure, counted, anchor: sure && anchor, matched, score });
      });
      // All words, else any of them; of a question or of many words, one may be missing.
      const most = hits.reduce((most, hit) => Math.max(most, hit.matched), 0);
      const least = most < needed.length || needed.length < 2 ? Math.min(most, needed.length - 1, 1) : needed.length - (needed.length > 2 || (needed.length > 1 && question) ? 1 : 0);
      hits = hits.filter((hit) => hit.matched >= least || hit.sure);
      const shared = (a, b) => (question ? 0 : b.matched - a.matched);
      const order = (a, b) => b.sure - a.sure || b.counted - a.counted || shared(a, b) || b.score - a.score || a.page - b.page;
      hits.sort(order);
      const said = new Set(termsOf(query)), markers = asked.map((unit) => [marker(unit.options[0].maps, [unit.word]), factorOf(unit)]);
      for (const hit of hits.slice(0, R.titles)) {
        const [named, whole] = titled(hit.page, markers, said), sure = naming(hit.page, plainQuery, stem);
        const title = hit.sure === 1 ? Math.max(named, R.explained) : named;
        const more = whole > R.whole ? 1 / share(hit.matched) : 1;
        if (whole > R.whole) hit.matched = needed.length;
        hit.score = round(hit.score * (1 + R.title * title) * more * sortOf(hit.page, named, numbers.length, sure === 4));
        hit.sure = Math.max(hit.sure, sure);
        // A single word may share its stem with another, as `politik` with `politikere`: that names no page for sure.
        if (hit.sure < 3 && !stem.includes(' ')) hit.sure = 0;
      }
      hits.sort(order);
      const phrases = [...query.matchAll(/["»«”“„]([^"»«”“„]+)["»«”“„]/g)].map((m) => ` ${termsOf(m[1]).join(' ')} `);
      if (phrases.length) hits = await withPhrases(hits.slice(0, R.phrases), phrases);
      const counts = index.facets.map(() => 0);
      for (const hit of hits) for (const value of documents[hit.page][4]) counts[value]++;
      const wanted = Object.entries(chosen).filter(([, values]) => values.length);
      const carries = (page, key, values) => documents[page][4].map((n) => index.facets[n])
        .some(([of, , value]) => of === key && values.includes(value));
      hits = hits.filter((hit) => wanted.every(([key, values]) => carries(hit.page, key, values)));
      const shown = ({ page, score, anchor }) => {
        const [href, title, lang, , facets, version] = documents[page];
        return { page, score, href, title, lang, facets, version, anchor };
      };
      return { hits: hits.map(shown), counts, marks: marker(maps, asked.map((unit) => unit.word)) };
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
    async function excerpt({ page, anchor: place }, of) {
      const [answer, summary, sections] = await textOf(page);
      let best = { score: 0, text: summary || (sections[0] || [])[2] || '', anchor: '', heading: '', found: [], from: 0 };
      const own = place && sections.find(([anchor]) => anchor === place);
      if (own) best = { ...best, anchor: place, heading: own[1], text: own[2] };
      for (const [anchor, heading, text, data] of [['', '', summary], ...sections]) {
        if (place && anchor !== place) continue;
        // Sentences read better than rows of a table.
        const factor = data ? R.data : 1;
        const bonus = termsOf(heading).reduce((sum, term) => sum + of(term), 0);
        const found = chains(text).flatMap(({ words, joined, paragraph }) => words.map((word) => (
          { ...word, weight: of(word.term) || of(joined) || of(paragraph) }))).filter((w) => w.weight);
        found.forEach((first, n) => {
          const seen = new Set();
          let score = (bonus * factor) / 2;
          for (let m = n; m < found.length && found[m].end < first.start + 180; m++) {
            score += factor * found[m].weight * (seen.has(found[m].term) ? 0.1 : 1);
            seen.add(found[m].term);
          }
          if (score > best.score + 1e-9) best = { score, text, anchor, heading, found, from: first.start };
        });
        if (!found.length && bonus * factor > best.score) best = { score: bonus * factor, text, anchor, heading, found, from: 0 };
      }
      if (own) best.from = 0;
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
