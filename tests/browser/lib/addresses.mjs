// The addresses in a page, and what is wrong with them.

import { shown } from './html.mjs';

// Attributes that hold an address; a reader follows the first sort, a browser the second by itself.
export const FOLLOWED = {
  a: ['href'], area: ['href'], form: ['action'], button: ['formaction'], blockquote: ['cite'], q: ['cite'], del: ['cite'], ins: ['cite'],
};
export const LOADED = {
  script: ['src'], img: ['src', 'srcset'], link: ['href'], iframe: ['src'], source: ['src', 'srcset'], video: ['src', 'poster'],
  audio: ['src'], track: ['src'], embed: ['src'], object: ['data'], input: ['src'], image: ['href', 'xlink:href'], use: ['href', 'xlink:href'],
};
const HARMLESS = ['http:', 'https:', 'mailto:', 'tel:'];

/** `{ value, element }` of every address of these sorts. */
export function addresses(elements, ...sorts) {
  return elements.flatMap((element) => sorts.flatMap((sort) => sort[element.tag] ?? [])
    .filter((name) => element.attributes[name] !== undefined)
    .flatMap((name) => values(name, element.attributes[name]))
    .map((value) => ({ value, element })));
}

const values = (name, text) => (name === 'srcset' ? text.split(',').map((one) => one.trim().split(/\s/)[0]) : [text]);

/** `https:`, in lower case and as a browser reads it: without the blanks that hide it. */
export const scheme = (address) => /^[a-z][a-z0-9+.-]*:/i.exec(address.replace(/[\u0000-\u0020]/g, ''))?.[0].toLowerCase();

const picture = ({ value, element: { tag } }) => tag === 'img' && value.startsWith('data:image/');

/** What a browser would load from elsewhere. */
export const foreign = (elements) => addresses(elements, LOADED)
  .filter(({ value }) => scheme(value) || value.trim().startsWith('//')).filter((address) => !picture(address)).map(({ element }) => shown(element));

/** Links that may do more than lead to a page. */
export const harmful = (elements) => addresses(elements, FOLLOWED)
  .filter(({ value }) => scheme(value) && !HARMLESS.includes(scheme(value))).map(({ element }) => shown(element));

/** Addresses that work only at the root of a host, or on one machine. */
export const rooted = (elements) => addresses(elements, FOLLOWED, LOADED)
  .filter(({ value }) => value.startsWith('/') || value.startsWith('file:')).map(({ element }) => shown(element));

/** Styles and programs that stand in the page itself. */
export const active = (elements) => elements
  .filter(({ tag, attributes }) => (tag === 'script' && !attributes.src) || Object.keys(attributes).some((name) => name === 'style' || name.startsWith('on')))
  .map(shown);
