// Using the search of a page as a reader does.

const FORM = '[data-search]';

/** Types a query and waits for its answer. */
export async function type(page, query) {
  await page.evaluate((form) => {
    const old = Object.assign(document.createElement('p'), { className: 'answer-before' });
    document.querySelector(`${form} [data-search-results]`).append(old);
  }, FORM);
  await page.locator(`${FORM} input[type=search]`).fill(query);
  await answered(page);
}

/** Waits until the answer to the latest query is there with its excerpts. */
export async function answered(page) {
  await page.waitForFunction((form) => {
    const box = document.querySelector(`${form} [data-search-results]`);
    const said = document.querySelector(`${form} [data-search-status]`).textContent;
    const excerpts = [...box.querySelectorAll('.search-excerpt')];
    return said && !box.querySelector('.answer-before') && excerpts.every((excerpt) => excerpt.textContent);
  }, FORM, { timeout: 10_000 });
}

/** The addresses of the results, from the site's root, best first. */
export async function results(page, root) {
  const links = await page.locator(`${FORM} .search-list > li > a`).evaluateAll((all) => all.map((link) => link.href));
  return links.map((link) => link.replace(root, '').replace(/#.*/, ''));
}

/** What is announced. */
export const said = (page) => page.locator(`${FORM} [role=status]`).textContent();

export const field = (page) => page.locator(`${FORM} input[type=search]`);
export const popup = (page) => page.locator(`${FORM} [data-search-results]`);
