// The filters beside a page. `box.go` makes a change of the address; what can be chosen is asked for when a list opens.

const FOLDED = /[^\p{L}\p{N}]+/u, WITHOUT_SPACES = /[\u3040-\u30ff\u3400-\u9fff\u1100-\u11ff\uac00-\ud7af]/;
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export function serveSide(box, go) {
  box.go = go;
  for (const input of box.querySelectorAll('[role=combobox]')) Object.assign(input, { ariaAutoComplete: 'list', autocomplete: 'off', spellcheck: false });
  if (box.isServed) return;
  box.isServed = true;
  let list = null;

  const close = () => {
    if (!list) return;
    if (list.ul.isConnected) list.ul.hidePopover();
    list.input.setAttribute('aria-expanded', 'false');
    list.input.removeAttribute('aria-activedescendant');
    list.input.value = '';
    list = null;
  };

  async function open(input) {
    if (list?.input === input) return;
    close();
    const pick = input.closest('.pick'), words = input.closest('.side').dataset;
    const ul = pick.querySelector('ul') ?? pick.appendChild(makeList(pick.dataset.list, input.ariaLabel, words.keys));
    const now = list = { input, pick, ul, words, choices: null, found: [], at: 0, isOut: false };
    input.setAttribute('aria-expanded', 'true');
    input.setAttribute('aria-controls', ul.id);
    input.setAttribute('aria-keyshortcuts', 'Alt+Enter');
    try {
      const answer = await fetch(new URL(`api/choices/${pick.dataset.list}.json${location.search}`, document.baseURI));
      now.choices = (await answer.json()).choices;
    } catch {
      now.choices = [];
    }
    for (const choice of now.choices) {
      choice.starts = ` ${fold(choice.name)}`.split(FOLDED).join(' ');
      choice.all = ` ${fold(`${choice.name} ${choice.also}`)}`.split(FOLDED).join(' ');
    }
    if (list !== now) return;
    draw();
    if (now.early && input.value) choose(now.found[0], now.early.altKey);
  }

  // What is found, the best first: a name that begins so, one with a word that does, then the others, each by its number; what would show nothing comes last.
  function draw() {
    if (!list.choices) return;
    const wanted = fold(list.input.value).split(FOLDED).filter(Boolean);
    const holds = (text, word) => text.includes(WITHOUT_SPACES.test(word) ? word : ` ${word}`);
    const rank = ({ starts, count }) => (count ? 0 : 3) + (starts.startsWith(` ${wanted.join(' ')}`) ? 0 : wanted.every((word) => holds(starts, word)) ? 1 : 2);
    list.found = list.choices.filter((choice) => wanted.every((word) => holds(choice.all, word)));
    if (wanted.length) list.found = list.found.map((choice) => [rank(choice), choice]).sort((a, b) => a[0] - b[0]).map((pair) => pair[1]);
    list.ul.replaceChildren(...list.found.map(write));
    if (!list.found.length) list.ul.textContent = list.words.none;
    place();
    move(0);
  }

  // A choice, and beside it the same to be left out.
  function write(choice, n) {
    const row = document.createElement('li'), [option, number, out] = ['span', 'span', 'span'].map((name) => document.createElement(name));
    row.role = 'none';
    row.className = choice.out ? 'without' : choice.count ? '' : 'none';
    Object.assign(option, { id: `${list.ul.id}-${n}`, role: 'option', ariaSelected: String(choice.chosen) });
    Object.assign(out, { id: `${option.id}-out`, role: 'option', className: 'out', textContent: '−', title: list.words.out.replace('%', choice.name) });
    Object.assign(out, { ariaSelected: String(choice.out), ariaLabel: out.title });
    number.textContent = choice.count.toLocaleString(document.documentElement.lang);
    option.append(choice.name, ' ', number);
    row.append(option, out);
    return row;
  }

  // Below its box or, where that has less room than above, over it; as wide as its longest name, within what is seen of the window.
  function place() {
    const field = list.input.closest('.field').getBoundingClientRect(), high = visualViewport?.height ?? innerHeight;
    const roof = Math.max(8, box.querySelector('.st-key-reset')?.getBoundingClientRect().bottom ?? 0);
    const below = high - field.bottom, isUp = below < 240 && field.top > below;
    Object.assign(list.ul.style, {
      left: `${field.left}px`, minWidth: `${field.width}px`, maxWidth: `${innerWidth - field.left - 12}px`,
      maxHeight: `${Math.min(isUp ? field.top - roof - 4 : below - 12, 340)}px`,
      top: isUp ? 'auto' : `${field.bottom + 2}px`, bottom: isUp ? `${innerHeight - field.top + 2}px` : 'auto',
    });
    list.ul.showPopover();
  }

  function move(to, isOut = false) {
    const { ul, found, input } = list;
    ul.querySelector('.at')?.classList.remove('at');
    list.at = Math.max(0, Math.min(to, found.length - 1));
    list.isOut = isOut;
    const row = found.length ? ul.children[list.at] : null, option = row?.children[Number(isOut)];
    input.setAttribute('aria-activedescendant', option?.id ?? '');
    option?.classList.add('at');
    if (row) ul.scrollTop += Math.min(0, row.offsetTop - ul.scrollTop) + Math.max(0, row.offsetTop + row.offsetHeight - ul.scrollTop - ul.clientHeight);
  }

  // What is chosen is no longer left out, and the other way round.
  function choose(choice, isOut) {
    if (!choice) return;
    const key = list.pick.dataset.list, change = new URLSearchParams([[isOut ? `~not_${key}` : `~${key}`, choice.id]]);
    if (isOut ? choice.chosen : choice.out) change.append(isOut ? `~${key}` : `~not_${key}`, choice.id);
    close();
    box.go(String(change));
  }

  const listed = (event) => event.target.closest?.('.pick input');
  box.addEventListener('focusin', (event) => listed(event) && !event.target.isBack && open(event.target));
  box.addEventListener('pointerdown', (event) => event.target.closest('[role=listbox]') && event.preventDefault());
  box.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]'), field = event.target.closest('.field');
    if (option && list) choose(list.found[[...list.ul.children].indexOf(option.parentElement)], option.matches('.out'));
    else if (field && !event.target.closest('a')) {
      field.querySelector('input').focus();
      open(field.querySelector('input'));
    }
  });
  box.addEventListener('focusout', (event) => listed(event) && list?.input === event.target && close());
  box.addEventListener('input', (event) => {
    if (!listed(event) || event.isComposing) return;
    if (list) draw(); else open(event.target);
  });
  box.addEventListener('compositionend', (event) => listed(event) && list && draw());
  box.addEventListener('keydown', (event) => {
    if (!listed(event) || event.isComposing) return;
    const { key, target } = event, steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (key === 'Backspace' && !target.value) target.closest('.field').querySelector('a:last-of-type')?.click();
    if (!list) {
      if (key in steps || key === 'Enter') open(target);
      return;
    }
    if (key === 'Escape') close();
    else if (key === 'Enter' && !list.choices) list.early = event; // before the list is there
    else if (key === 'Enter') choose(list.found[list.at], list.isOut || event.altKey);
    else if (key in steps) move(list.at + steps[key]);
    else if (key === 'ArrowRight' && !list.isOut && target.selectionStart === target.value.length) move(list.at, true);
    else if (key === 'ArrowLeft' && list.isOut) move(list.at);
    else return;
    event.preventDefault();
  });
  box.addEventListener('change', ({ target }) => {
    if (target.name === 'q') box.go(String(new URLSearchParams({ q: target.value.trim() })));
    const isEnd = target.value === (target.name === 'from' ? target.min : target.max);
    if (target.type === 'date' && target.validity.valid) box.go(String(new URLSearchParams({ [target.name]: isEnd ? '' : target.value })));
  });
  box.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('scroll', (event) => list?.choices && event.target !== list.ul && place(), true);
  serveSheet(box);
  serveSearch(box);
}

// An empty list, with what its keys do at its foot.
function makeList(key, label, keys) {
  const ul = Object.assign(document.createElement('ul'), { id: `list-${key}-${Math.random().toString(36).slice(2, 8)}`, role: 'listbox', tabIndex: -1, popover: 'manual', ariaLabel: label, ariaMultiSelectable: 'true' });
  ul.dataset.keys = keys;
  return ul;
}

// The field that has the keyboard, with what is typed in it, in the HTML that takes its place.
export function keepField(box, replace) {
  const isMore = box.querySelector('.more')?.open;
  const held = document.activeElement, isField = box.contains(held) && held.matches('input');
  const name = isField && held.closest('[class*=st-key-]').className, { value, selectionStart, type } = isField ? held : {};
  const at = isField ? [...held.closest('[class*=st-key-]').querySelectorAll('input')].indexOf(held) : 0;
  replace();
  if (isMore) box.querySelector('.more').open = true;
  const found = name && [...box.querySelectorAll('[class*=st-key-]')].find((each) => each.className === name)?.querySelectorAll('input')[at];
  if (!found) return;
  if (type !== 'date') found.value = value;
  found.isBack = true; // what was chosen from is not opened again by itself: it would lie over the next box
  found.focus({ preventScroll: true });
  found.isBack = false;
  if (type !== 'date') found.setSelectionRange(selectionStart, selectionStart);
}
