// Reading pages without a browser.

import { parse } from 'parse5';

/** Every element of a page, in order. */
export function elements(html) {
  const found = [];
  const visit = (node) => {
    if (node.tagName) found.push(element(node));
    for (const child of node.content?.childNodes ?? node.childNodes ?? []) visit(child);
  };
  visit(parse(html, { sourceCodeLocationInfo: true }));
  return found;
}

function element(node) {
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  const line = node.sourceCodeLocation?.startLine;
  // A title of a picture is none of the page.
  const tag = node.tagName === 'title' && node.parentNode.tagName !== 'head' ? 'svg title' : node.tagName;
  return { tag, attributes, line, get text() { return textOf(node); } };
}

function textOf(node) {
  if (node.nodeName === '#text') return node.value;
  return (node.childNodes ?? []).map(textOf).join('');
}

/** `<a class="x" href="y">`, to name an element in a message. */
export function shown({ tag, attributes }) {
  const words = Object.entries(attributes).map(([name, value]) => ` ${name}="${value.slice(0, 80)}"`);
  return `<${tag}${words.join('')}>`;
}
