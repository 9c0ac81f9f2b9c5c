// Small sites by authors who mean harm, and sites with something to hide.

/** What would run, or show, if it were ever taken for more than text. */
export const TEXTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  "'><svg/onload=alert(3)>",
  '</title></style></script><script>alert(4)</script>',
  '</noscript></template></textarea><iframe srcdoc="<script>parent.alert(5)</script>"></iframe>',
  '" autofocus tabindex=0 onfocus=alert(6) x="',
  '--><script>alert(7)</script><!--',
  '<a href="javascript:alert(8)">klik</a>',
  '<base href="//evil.example/"><meta http-equiv="refresh" content="0;url=//evil.example/">',
  '<link rel=stylesheet href=//evil.example/x.css><style>@import "//evil.example/y.css"</style>',
  '{{ 7 * 191 }}{% include "page.html" %}${7*191}',
  '&lt;script&gt;alert(9)&lt;/script&gt;',
  '<math><mi xlink:href="javascript:alert(10)">x</mi></math>',
  '<details open ontoggle=alert(11)>',
];

/** Addresses that must never stand in a link. */
export const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(2)',
  'java\tscript:alert(3)',
  '\u0001javascript:alert(4)',
  'data:text/html,<script>alert(5)</script>',
  'vbscript:msgbox(6)',
  'https://evil.example/" onmouseover="alert(7)',
];

const quoted = (text) => JSON.stringify(text);
const bracketed = (address) => address.replace(/[<>]/g, encodeURIComponent);
const cell = (text) => `"${text.replaceAll('"', '""')}"`;

const SITE = { 'site.yaml': 'title: Prøve\nmunicipality: Prøve Kommune\nlanguage: da\n', 'index.md': '---\ntitle: Forside\n---\n\nTekst.\n' };

/** Every field and place that takes an author's words, each with this text in it. */
export function planted(text) {
  const word = quoted(text);
  return {
    'site.yaml': `title: ${word}\nmunicipality: ${word}\nlanguage: da\nlinks:\n  - title: ${word}\n    url: https://www.prove.example\nstrings:\n  nav.menu: ${word}\nchecks: {C09: info}\n`,
    'index.md': `---\ntitle: ${word}\nsummary: ${word}\n---\n\n${text}\n`,
    'themes/tema.md': `---\ntitle: ${quoted(`Tema ${text}`)}\nsummary: ${word}\nmessage: ${word}\nyears: [2026]\nsynonyms: [${word}]\ntags: [${word}]\n---\n\n${text}\n`,
    'channels/kanal.md': `---\ntitle: ${quoted(`Kanal ${text}`)}\ntype: social\nplatform: ${word}\nuse_for: [${word}]\nnot_for: [${word}]\ntone: ${word}\nresponse_time: 24 timer\n---\n\nTekst.\n`,
    'audiences/gruppe.md': `---\ntitle: ${quoted(`Gruppe ${text}`)}\npersona:\n  interests: ${word}\n  questions: ${word}\n---\n\nTekst.\n`,
    'guidelines/svar.md': [
      `---\ntitle: ${quoted(`Svar ${text}`)}\nsummary: ${word}\nstatus: living\ntopic: other\ntask: ${word}\ntags: [${word}]\nsynonyms: [${word}]`,
      `owner: rolle\nlegal_basis:\n  - title: ${word}\n    url: https://lov.example\ndo: [${word}]\ndont: [${word}]\nthemes: [tema]\nchannels: [kanal]\n---\n`,
      `## ${text}\n`, `${text}\n`, `- ${text}\n- [ ] ${text}\n`, `> [!NOTE]\n> ${text}\n`, `| A | B |\n|---|---|\n| ${text.replaceAll('|', '\\|')} | \`x\` |\n`,
      `\`${text}\`\n`, '```\n', text, '\n```\n', `[${text.replace(/[[\]]/g, '')}](https://www.prove.example "${text.replaceAll('"', "'")}")\n`,
      'Ordet begreb står her[^1].\n', `[^1]: ${text}\n`,
    ].join('\n'),
    'plans/2026.md': `---\ntitle: ${quoted(`Plan ${text}`)}\nyear: 2026\nstatus: adopted\nversion: "1.0"\nadopted_by: ${word}\nadopted_on: 2026-01-01\nvalid_from: 2026-01-01\nvalid_until: 2026-12-31\nthemes: [tema]\nchanges:\n  - version: "1.0"\n    date: 2026-01-01\n    summary: ${word}\n---\n\nTekst.\n`,
    'plans/2026.actions.csv': `id;title;theme;channels;responsible;status;treatment.kanal;evaluation\nhandling;${cell(text)};tema;kanal;rolle;planned;${cell(text)};${cell(text)}\n`,
    'data/roles.yaml': `- id: rolle\n  title: ${quoted(`Rolle ${text}`)}\n  mailbox: rolle@prove.example\n  responsibilities: [${word}]\n`,
    'data/glossary.yaml': `- term: begreb\n  definition: ${word}\n  synonyms: [${word}]\n- term: ${quoted(`begrebet ${text}`)}\n  definition: ${word}\n`,
    'data/values.yaml': `- id: vaerdi\n  title: ${word}\n  text: ${word}\n`,
    'data/figures.yaml': `- id: tal\n  label: ${word}\n  value: 12\n  unit: ${word}\n  as_of: 2026-01-01\n  source: ${word}\n`,
    'data/wheel.csv': `id;title;month;recurs;responsible\nhjul;${cell(text)};1;yearly;rolle\n`,
    'data/accounts.csv': `id;channel;name;url;type;responsible;administrators;purpose\nkonto;kanal;${cell(text)};https://kanal.example/prove;main;rolle;2;${cell(text)}\n`,
  };
}

/** Sites in which one field holds an address, by the name of the field. */
export const ADDRESS_FIELDS = {
  'accounts.url': (address) => ({
    ...SITE,
    'channels/kanal.md': '---\ntitle: Kanal\ntype: social\n---\n\nTekst.\n',
    'data/accounts.csv': `id;channel;name;url;type\nkonto;kanal;Konto;${cell(address)};main\n`,
  }),
  'figures.url': (address) => ({ ...SITE, 'data/figures.yaml': `- id: tal\n  label: Tal\n  value: 12\n  as_of: 2026-01-01\n  source: Kilde\n  url: ${quoted(address)}\n` }),
  'legal_basis.url': (address) => ({ ...SITE, 'pages/side.md': `---\ntitle: Side\nlegal_basis:\n  - title: Lov\n    url: ${quoted(address)}\n---\n\nTekst.\n` }),
  'site.links.url': (address) => ({ ...SITE, 'site.yaml': `${SITE['site.yaml']}links:\n  - title: Andre\n    url: ${quoted(address)}\n` }),
  'site.privacy': (address) => ({ ...SITE, 'site.yaml': `${SITE['site.yaml']}privacy: ${quoted(address)}\n` }),
  'site.accessibility.url': (address) => ({ ...SITE, 'site.yaml': `${SITE['site.yaml']}accessibility:\n  url: ${quoted(address)}\n  assessed_on: 2026-01-01\n  contact: web@prove.example\n` }),
  'site.editor_link': (address) => ({ ...SITE, 'site.yaml': `${SITE['site.yaml']}editor_link: ${quoted(address)}\n` }),
  'a picture in a text': (address) => ({ ...SITE, 'pages/side.md': `---\ntitle: Side\n---\n\n![billede](<${bracketed(address)}>)\n\n![][x]\n\n[x]: <${bracketed(address)}>\n` }),
  'a link in a text': (address) => ({ ...SITE, 'pages/side.md': `---\ntitle: Side\n---\n\n[klik](<${bracketed(address)}>) <${bracketed(address)}>\n\n[klik][x]\n\n[x]: <${bracketed(address)}>\n` }),
  'site.logo.file': (address) => ({ ...SITE, 'site.yaml': `${SITE['site.yaml']}logo:\n  file: ${quoted(address)}\n  alt: Prøve\n` }),
};

/** Words that would leave the style sheet, by the name of the field. */
export const STYLE_FIELDS = {
  'site.colours.primary': (text) => ({ ...SITE, 'site.yaml': `${SITE['site.yaml']}colours:\n  primary: ${quoted(text)}\n` }),
  'site.font': (text) => ({ ...SITE, 'site.yaml': `${SITE['site.yaml']}font: ${quoted(text)}\n` }),
};

export const STYLES = ['red} body{background:url(//evil.example/x)}', '#123456;}@import url(//evil.example/y);{', '</style><script>alert(1)</script>'];

/** A word that stands in every field of what is not for everyone, and nowhere else. */
export const SECRET = 'wormhul';

// Each place has its own word, so that a finding tells where it comes from.
const secret = (place) => `zq${SECRET}${place}`;

const hidden = (lines, place) => [
  `---\ntitle: Kladden ${secret(`${place}titel`)}\nsummary: ${secret(`${place}resume`)}\ntags: [${secret(`${place}emne`)}]`,
  `synonyms: [${secret(`${place}synonym`)}]\nthemes: [tema]\nchannels: [kanal]\nrelated: [guideline:aaben]\nowner: rolle\n${lines}---\n`,
  `## ${secret(`${place}overskrift`)}\n`, `Se [[aaben]] og [[tema]] ${secret(`${place}tekst`)}.\n`, `| A |\n|---|\n| ${secret(`${place}celle`)} |\n`,
].join('\n');

const OPEN = {
  ...SITE,
  'index.md': '---\ntitle: Forside\naccess: public\n---\n\nSe [[guideline:lukket]].\n',
  'themes/tema.md': '---\ntitle: Tema\naccess: public\nyears: [2026]\n---\n\nTekst.\n',
  'channels/kanal.md': '---\ntitle: Kanal\naccess: public\ntype: social\n---\n\nTekst.\n',
  'guidelines/aaben.md': '---\ntitle: Åben\naccess: public\nstatus: living\nrelated: [guideline:lukket]\n---\n\nSe [[guideline:lukket]] og [[guideline:lukket|den anden]].\n',
  'data/roles.yaml': '- id: rolle\n  title: Rolle\n  mailbox: rolle@prove.example\n',
};

const governed = (lines) => ({
  ...OPEN,
  'guidelines/lukket.md': hidden(`task: ${secret('opgave')}\ndo: [${secret('goer')}]\n${lines}`, 'retning'),
  [`guidelines/${secret('fil')}.md`]: hidden(lines, 'fil'),
  'strategies/strategi.md': hidden(`purposes:\n  - id: formaal\n    title: ${secret('formaal')}\n${lines}`, 'strategi'),
  'reports/rapport.md': hidden(lines, 'rapport'),
  'plans/2026.md': hidden(`year: 2026\n${lines}`, 'plan'),
  'plans/2026.actions.csv': `id;title;theme;channels;responsible;status\nhandling;${secret('handling')};tema;kanal;rolle;planned\n`,
});

/** A site where everything that can be a draft is one, and links lead to it from pages that are open. */
export const withDrafts = () => governed('status: draft\naccess: public\n');

/** A site where one page of every kind is for employees only. */
export const withInternal = () => ({
  ...governed('status: living\naccess: internal\n'),
  'pages/side.md': hidden('access: internal\n', 'side'),
  'crisis/kort.md': hidden(`kind: action_card\ntrigger: ${secret('udloeser')}\naccess: internal\nsteps:\n  - who: rolle\n    do: ${secret('trin')}\n`, 'kort'),
  'themes/lukket-tema.md': hidden('access: internal\nyears: [2026]\n', 'tema').replace('themes: [tema]\n', ''),
});
