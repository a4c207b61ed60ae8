/**
 * The script of report.html: filter, search as you type, links into collapsed parts, copy buttons, print. Plain ECMAScript that
 * works from a file; it reads the page and never builds markup. A text, because its hash is part of the page's policy.
 */
export const PAGE_SCRIPT = `'use strict';
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const form = document.querySelector('.toolbar');
  const search = document.getElementById('search');
  const verdict = document.getElementById('verdict');
  const area = document.getElementById('area');
  const found = document.getElementById('found');
  const sections = all('main > section').map((section) => ({ nothing: section.querySelector('.nothing'), items: all('[data-item]', section) }));
  const items = sections.flatMap((section) => section.items);
  const texts = new Map();
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const fits = (item, words) =>
    (verdict.value === '' || item.dataset.item.split(' ').includes(verdict.value)) &&
    (area.value === '' || item.dataset.area.split(' ').includes(area.value)) &&
    words.every((word) => textOf(item).includes(word));
  const apply = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
    const isFiltering = words.length > 0 || verdict.value !== '' || area.value !== '';
    let shown = 0;
    for (const item of items) {
      const isShown = fits(item, words);
      item.classList.toggle('filtered', !isShown);
      if (isShown) shown += 1;
    }
    for (const section of sections) section.nothing.hidden = section.items.length === 0 || section.items.some((item) => !item.classList.contains('filtered'));
    for (const block of all('details.area')) {
      const isEmpty = all('[data-item]', block).every((item) => item.classList.contains('filtered'));
      block.classList.toggle('filtered', isEmpty);
      if (isFiltering && words.length > 0 && !isEmpty) block.open = true;
    }
    found.textContent = isFiltering ? shown + ' of ' + items.length + ' entries' : '';
  };
  const reveal = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      return;
    }
    const target = id === '' ? null : document.getElementById(id);
    if (target === null) return;
    if (target.classList.contains('filtered') || target.closest('.filtered') !== null) {
      form.reset();
      apply();
    }
    for (let part = target; part !== null; part = part.parentElement) if (part.tagName === 'DETAILS') part.open = true;
    target.scrollIntoView();
  };
  const copy = async (button) => {
    const text = button.parentElement.querySelector('code').textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(button.parentElement.querySelector('code'));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      button.textContent = 'Selected';
      return;
    }
    button.textContent = 'Copied';
  };
  const tools = document.querySelector('.tools');
  const wide = matchMedia('(min-width: 44rem)');
  const unfold = () => { tools.open = wide.matches; };
  tools.hidden = false;
  unfold();
  wide.addEventListener('change', unfold);
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
  for (const link of all('[data-show]')) {
    link.addEventListener('click', () => {
      search.value = '';
      area.value = '';
      verdict.value = link.dataset.show;
      tools.open = true;
      apply();
    });
  }
  for (const button of all('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => copy(button));
  }
  addEventListener('beforeprint', () => {
    for (const part of all('details')) part.open = true;
  });
  addEventListener('hashchange', reveal);
  apply();
  reveal();
})();
`;
