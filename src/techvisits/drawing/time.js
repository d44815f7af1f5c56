// The timeline: a drag across it, or the arrow keys on it, chooses a span of whole months; a click on a month's bar that
// month. What is pointed at is told. `go` makes a change of the address.

const PRESSED = 4, LAST_MONTHS = 12;
const iso = (time) => new Date(time).toISOString().slice(0, 10);

export function serveTime(box, go) {
  const stage = box.parentElement, svg = box.querySelector('.timeline');
  stage.time = { svg, go, first: new Date(`${svg.dataset.first}T00:00Z`), months: Number(svg.dataset.months) };
  if (!stage.brush) listenTime(stage, box);
  stage.brush.draw(null);
}

function listenTime(stage, box) {
  const brush = stage.brush = document.createElement('div'), mark = brush.appendChild(document.createElement('i')), told = document.createElement('p');
  const now = () => stage.time;
  const day = (month) => Date.UTC(now().first.getUTCFullYear(), now().first.getUTCMonth() + month);
  const name = (from, to) => new Intl.DateTimeFormat(now().svg.getAttribute('lang'), { year: 'numeric', month: 'long', timeZone: 'UTC' }).formatRange(day(from), day(to));
  let span = null, pressed = null, tip = null;

  brush.className = 'brush';
  Object.assign(brush, { tabIndex: 0, role: 'slider', ariaLabel: box.querySelector('.timeline').dataset.label, ariaValueMin: '0' });
  told.className = 'unseen';
  told.role = 'status';
  stage.append(brush, told);

  brush.draw = (drawn) => {
    const chosen = drawn ?? now().svg.dataset.span?.split(' ').map(Number) ?? [0, now().months - 1];
    span = drawn;
    mark.hidden = !drawn;
    if (drawn) Object.assign(mark.style, { left: `${100 * Math.min(...drawn) / now().months}%`, width: `${100 * (Math.abs(drawn[1] - drawn[0]) + 1) / now().months}%` });
    mark.style.setProperty('--at', 50 * (chosen[0] + chosen[1] + 1) / now().months);
    const words = name(Math.min(...chosen), Math.max(...chosen));
    Object.assign(brush, { ariaValueMax: String(now().months - 1), ariaValueNow: String(chosen[1]), ariaValueText: words });
    if (drawn) told.textContent = words;
    mark.dataset.words = words;
  };
  const apply = () => {
    const [from, to] = [Math.min(...span), Math.max(...span)];
    now().go(String(new URLSearchParams({ from: iso(day(from)), to: iso(day(to + 1) - 1) })));
  };
  const month = (event) => {
    const { left, width } = now().svg.getBoundingClientRect();
    return Math.max(0, Math.min(now().months - 1, Math.floor((event.clientX - left) / width * now().months)));
  };
  const isIn = (event) => now().svg.contains(event.target);

  stage.addEventListener('pointerdown', (event) => {
    if (isIn(event) && !event.button && event.isPrimary) pressed = { x: event.clientX, month: month(event), id: event.pointerId };
  });
  stage.addEventListener('dragstart', (event) => event.preventDefault());
  stage.addEventListener('pointermove', (event) => {
    tell(event);
    if (!pressed || (!span && Math.abs(event.clientX - pressed.x) < PRESSED)) return;
    if (!stage.hasPointerCapture(pressed.id)) stage.setPointerCapture(pressed.id);
    brush.draw([pressed.month, month(event)]);
  });
  stage.addEventListener('pointerup', () => {
    if (pressed && span) {
      const still = (event) => { event.stopPropagation(); event.preventDefault(); };
      stage.addEventListener('click', still, true);
      setTimeout(() => stage.removeEventListener('click', still, true), 50);
      apply();
    }
    pressed = null;
  });
  stage.addEventListener('pointercancel', () => { pressed = null; brush.draw(null); });
  stage.addEventListener('pointerleave', () => tell(null));
  stage.addEventListener('click', (event) => {
    if (!event.target.closest('.bars path')) return;
    brush.draw([month(event), month(event)]);
    apply();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !span) return;
    pressed = null;
    brush.draw(null);
  });
  brush.addEventListener('keydown', (event) => {
    const { key } = event, last = now().months - 1, steps = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageUp: 12, PageDown: -12, Home: -last, End: last };
    if (key === 'Enter' && span) apply();
    else if (key in steps && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const at = span ?? now().svg.dataset.span?.split(' ').map(Number) ?? [last - LAST_MONTHS, last - 1];
      const by = Math.max(-Math.min(...(event.shiftKey ? [at[1]] : at)), Math.min(steps[key], last - Math.max(...(event.shiftKey ? [at[1]] : at))));
      brush.draw(event.shiftKey ? [at[0], at[1] + by] : [at[0] + by, at[1] + by]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // Of a month: how many of each colour, read off its bars.
  function tell(event) {
    const at = event && !span && event.target.closest('.bars path') ? month(event) : -1;
    if (tip?.at === at) return;
    tip?.remove();
    tip = null;
    if (at < 0) return;
    const names = now().svg.dataset.names.split('|'), lines = [];
    for (const path of now().svg.querySelectorAll('.bars path[class^=slot]')) {
      const found = path.getAttribute('d').split('M').find((bar) => bar.startsWith(`${at} `));
      if (found) lines.push(`${names[path.getAttribute('class').slice(5)]} ${found.match(/v-(\d+)/)[1]}`);
    }
    tip = Object.assign(document.createElement('div'), { className: 'words', at });
    const words = Object.assign(document.createElement('div'), { className: `tip up ${at > now().months / 2 ? 'left' : 'right'}` });
    words.append(Object.assign(document.createElement('b'), { textContent: name(at, at) }), `\n${lines.join('\n')}`);
    tip.append(words);
    tip.style.cssText = `left:${100 * (at + 0.5) / now().months}%;top:30px;--away:0px`;
    stage.append(tip);
  }
}

// The years one after another, by the link that steps; a click on another link ends it, and who wants no motion steps alone.
const REST_OF_YEAR = 1600;
let play = 0;

export function servePlay(box, go) {
  const button = box.querySelector('.play');
  button.words ??= button.textContent;
  const show = servePlay.show = () => {
    button.textContent = play ? button.dataset.pause : button.words;
    button.setAttribute('aria-pressed', String(Boolean(play)));
  };
  const stop = () => { clearTimeout(play); play = 0; servePlay.show(); };
  const step = () => go(button.dataset.go);
  if (play && 'last' in button.dataset) stop();
  if (play) {
    clearTimeout(play);
    play = setTimeout(step, REST_OF_YEAR);
  }
  show();
  button.onclick = (event) => {
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!isPlain || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    event.preventDefault();
    event.stopPropagation();
    if (play) return stop();
    play = setTimeout(step);
    show();
  };
  if (servePlay.listens) return;
  servePlay.listens = true;
  addEventListener('click', (event) => play && event.target.closest('[data-go]:not(.play)') && stop(), true);
  addEventListener('keydown', (event) => play && event.key === 'Escape' && stop());
}
