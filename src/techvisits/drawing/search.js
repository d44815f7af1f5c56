// Suggestions under the field for words (a combobox): things that a reader may mean, each a link to its own page; Enter on the words alone searches.

const TYPED = 90;

export function serveSearch(box) {
  let input = null, ul = null, links = [], at = -1, timer = 0, asked = '';
  const isField = (event) => event.target.name === 'q' && event.target.type !== 'hidden';
  const isComposed = (event) => event.isComposing || event.keyCode === 229;

  function close() {
    clearTimeout(timer);
    asked = '';
    if (ul?.isConnected) ul.remove();
    input?.setAttribute('aria-expanded', 'false');
    input?.removeAttribute('aria-activedescendant');
    ul = null;
    links = [];
    at = -1;
  }

  function serve(field) {
    if (field === input) return;
    close();
    input = field;
    Object.assign(field, { role: 'combobox', ariaAutoComplete: 'list', ariaExpanded: 'false', spellcheck: false });
  }

  async function ask() {
    const words = input.value.trim(), lang = /lang-(\w+)/.exec(input.closest('[class*=lang-]')?.className)?.[1] ?? 'en';
    if (!words) return close();
    if (words === asked) return;
    asked = words;
    try {
      const answer = await fetch(new URL(`api/suggest.json?${new URLSearchParams({ q: words, lang })}`, document.baseURI));
      const { suggestions } = await answer.json();
      if (words === asked && document.activeElement === input) draw(suggestions);
    } catch {
      close();
    }
  }

  function draw(suggestions) {
    const chosen = links[at]?.href;
    ul?.remove();
    links = suggestions.map(write);
    at = -1;
    input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-expanded', String(links.length > 0));
    ul = Object.assign(document.createElement('ul'), { id: 'suggested', role: 'listbox', popover: 'manual', ariaLabel: input.ariaLabel });
    input.setAttribute('aria-controls', ul.id);
    if (!links.length) return;
    ul.append(...links.map((link, n) => {
      const option = Object.assign(document.createElement('li'), { id: `suggested-${n}`, role: 'option', ariaSelected: 'false' });
      option.append(link);
      return option;
    }));
    input.form.append(ul);
    const field = input.getBoundingClientRect(), high = visualViewport?.height ?? innerHeight, width = Math.max(field.width, Math.min(360, innerWidth - field.left - 12));
    ul.style.cssText = `left:${field.left}px;top:${field.bottom + 2}px;width:${width}px;max-height:${Math.max(high - field.bottom - 12, 160)}px`;
    ul.showPopover();
    const again = links.findIndex((link) => link.href === chosen);
    if (again >= 0) move(again);
  }

  function write(each) {
    const link = Object.assign(document.createElement('a'), { href: each.href, tabIndex: -1, className: each.kind === 'words' ? 'as-typed' : '' });
    const [name, count, beside] = ['b', 'i', 'small'].map((tag) => document.createElement(tag));
    name.textContent = each.name;
    count.textContent = each.count.toLocaleString(document.documentElement.lang);
    beside.textContent = [each.beside, each.why].filter(Boolean).join(' · ');
    link.append(name, ' ', count, ' ', beside);
    return link;
  }

  function move(to) {
    const options = ul.children, last = options.length;
    options[at]?.setAttribute('aria-selected', 'false');
    at = (to + 1 + last + 1) % (last + 1) - 1;
    options[at]?.setAttribute('aria-selected', 'true');
    options[at]?.scrollIntoView({ block: 'nearest' });
    at < 0 ? input.removeAttribute('aria-activedescendant') : input.setAttribute('aria-activedescendant', options[at].id);
  }

  function search() {
    const words = input.value.trim();
    close();
    box.go(String(new URLSearchParams({ q: words })));
  }

  box.addEventListener('focusin', (event) => isField(event) && serve(event.target));
  box.addEventListener('input', (event) => {
    if (!isField(event)) return;
    serve(event.target);
    clearTimeout(timer);
    timer = setTimeout(ask, TYPED);
  });
  box.addEventListener('keydown', (event) => {
    if (!isField(event) || isComposed(event)) return;
    const { key } = event, isOpen = ul?.isConnected;
    if (key === 'Enter' && isOpen && at >= 0) links[at].click();
    else if (key === 'Enter') search();
    else if (key === 'Escape' && isOpen) close();
    else if (key === 'ArrowDown' && !isOpen) ask();
    else if ((key === 'ArrowDown' || key === 'ArrowUp') && isOpen) move(at + (key === 'ArrowDown' ? 1 : -1));
    else return;
    event.preventDefault();
  });
  box.addEventListener('click', (event) => {
    const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!event.target.closest('#suggested .as-typed') || !isPlain) return;
    event.preventDefault();
    search();
  });
  box.addEventListener('focusout', (event) => isField(event) && close());
  addEventListener('scroll', (event) => ul && event.target !== ul && close(), true);
}
