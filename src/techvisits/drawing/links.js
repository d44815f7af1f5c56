// HTML with links. A plain click on one goes to Python, any other click is the browser's. A picture also shows the words
// of what is pointed at, and asks once to be made live: where its ground is pressed or rested on, by its button, by a
// wheel with the key or two fingers, one that is still by its button alone, and by itself where the machine draws maps in hardware and the page is at rest.

const REST = 500;

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.links') ?? parentElement;
  const isNew = box.html === undefined, held = box.contains(document.activeElement) ? document.activeElement.dataset.go : null;
  if (box.html !== data.html) {
    keepField(box, () => write(box, data.html));
    box.html = data.html;
    focusLink(box, held);
  }
  if (box.querySelector('#list')) tellNumber(box.querySelector('.count, h2')?.textContent ?? '');
  if (Boolean(data.focus) !== Boolean(box.isOpen)) turn(box, data.focus, isNew, held);
  box.onclick = (event) => {
    const link = event.target.closest('[data-go]'), share = event.target.closest('.share');
    if (share && !event.button && navigator.clipboard) {
      event.preventDefault();
      navigator.clipboard.writeText(share.href).then(() => { share.textContent = share.dataset.copied; });
    }
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue('go', link.dataset.go);
  };
  const go = (change) => setTriggerValue('go', change);
  if (box.querySelector('.side')) serveSide(box, go);
  if (data.lost) watchConnection(data.lost, go);
  if (box.querySelector('.timeline')) serveTime(box, go);
  if (box.querySelector('.play')) servePlay(box, go);
  if (box.querySelector('svg a[transform]')) serveMarkers(box);
  if (!data.picture) return;
  box.wake = data.wakes ? () => { box.wake = () => {}; setTriggerValue('live', true); } : () => {};
  if (!box.isPicture) listen(box, data);
  if (!data.wakes) listLinks(box);
  box.isPicture = true;
}

// HTML in a box. The ground of a map stays as it is painted while what lies over it changes.
function write(box, html) {
  const made = Object.assign(document.createElement('template'), { innerHTML: html }).content;
  const kept = box.firstElementChild, next = made.firstElementChild;
  if (kept?.matches('.ground') && kept.dataset.ground === next?.dataset.ground) {
    next.remove();
    while (kept.nextSibling) kept.nextSibling.remove();
    box.append(made);
  } else box.replaceChildren(made);
  box.querySelectorAll('.ground').forEach(fillGround);
}

// Grounds come empty: what was seen before under the same name fills them, else what is at their address.
async function fillGround(ground) {
  const name = ground.dataset.ground, known = fillGround.known ??= new Map();
  if (!known.has(name)) {
    const seen = document.querySelector(`.ground[data-ground="${name}"] > *`)?.parentElement.innerHTML;
    known.set(name, seen ?? fetch(new URL(ground.dataset.href, document.baseURI)).then(async (answer) => {
      if (!answer.ok) throw Error(answer.status);
      const text = await answer.text();
      return text.slice(text.indexOf('>') + 1, text.lastIndexOf('<'));
    }));
  }
  try {
    const inner = known.get(name);
    if (!ground.firstChild) ground.innerHTML = typeof inner === 'string' ? inner : await inner;
  } catch {
    known.delete(name);
  }
}

// How many are found, told aloud as it changes by what stays while the list is written anew.
function tellNumber(words) {
  const told = tellNumber.told ??= document.body.appendChild(Object.assign(document.createElement('p'), { className: 'unseen', role: 'status' }));
  if (tellNumber.last !== undefined && words !== tellNumber.last) told.textContent = words;
  tellNumber.last = words;
}

function focusLink(box, change) {
  if (change) [...box.querySelectorAll('[data-go]')].find((a) => a.dataset.go === change)?.focus({ preventScroll: true });
}

// What opens in place of a list begins at its top and goes on where the link that was followed had the keyboard; the list
// comes back where it was, the keyboard on the link that was followed.
function turn(box, isOpen, isNew, held) {
  const pane = box.closest('.st-key-right'), at = document.activeElement, top = isOpen ? 0 : box.left ?? 0;
  box.left = pane.scrollTop;
  box.isOpen = isOpen;
  if (!isNew) pane.scrollTop = top;
  if (!navigator.userActivation?.hasBeenActive || (at !== document.body && !pane.contains(at))) return;
  if (isOpen) box.querySelector('a')?.focus({ preventScroll: true });
  else focusLink(box, box.followed);
  box.followed = isOpen ? held : null;
}

// A live map covers its picture: what that leads to stands in a list for the keyboard, and what the map is moved by gets a name.
function listLinks(box) {
  const mover = box.querySelector('.mover'), pane = box.closest('[class*="st-key-pane-"]');
  if (!mover || box.querySelector('.onmap')) return;
  const list = Object.assign(document.createElement('details'), { className: 'onmap' }), ul = document.createElement('ul');
  for (const link of box.querySelectorAll('svg a[transform]')) {
    const own = Object.assign(document.createElement('a'), { href: link.getAttribute('href') });
    own.dataset.go = link.dataset.go;
    own.textContent = (link.getAttribute('aria-label') ?? link.querySelector('title').textContent).split('\n')[0];
    ul.appendChild(document.createElement('li')).append(own);
  }
  list.append(Object.assign(document.createElement('summary'), { textContent: mover.dataset.list }), ul);
  if (ul.children.length) box.append(list);
  const name = () => {
    const map = pane.querySelector('.deck-events-root:not([role])'), ground = pane.querySelector('.mapboxgl-canvas[role]');
    if (map) Object.assign(map, { role: 'application', ariaLabel: mover.ariaLabel });
    if (ground) Object.assign(ground, { role: 'presentation', ariaLabel: null, ariaHidden: 'true', tabIndex: -1 });
  };
  pane.named ??= new MutationObserver(name).observe(pane, { childList: true, subtree: true }) ?? true;
  name();
}

// The markers of a picture are one stop for the keyboard: its arrows go to the nearest in their direction, and what is
// stopped at is told. With a trip open each is a stop of its own, since there the arrows step along it.
function serveMarkers(box) {
  const isTrip = () => new URLSearchParams(location.search).has('trip'), markers = () => [...box.querySelectorAll('svg a[transform]')];
  const stop = (at) => markers().forEach((marker) => marker.setAttribute('tabindex', isTrip() || marker === at ? '0' : '-1'));
  stop(markers().find((marker) => marker === document.activeElement) ?? markers()[0]);
  if (box.hasMarkers) return;
  box.hasMarkers = true;
  const isMarker = (event) => event.target.matches('svg a[transform]');
  box.addEventListener('focusin', (event) => {
    if (!isMarker(event)) return;
    stop(event.target);
    if (box.isPicture && event.target.matches(':focus-visible')) tell(box, event.target);
  });
  box.addEventListener('focusout', (event) => isMarker(event) && box.isPicture && tell(box, null));
  box.addEventListener('keydown', (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way || !isMarker(event) || isTrip()) return;
    event.preventDefault();
    event.stopPropagation();
    nearest(event.target, markers(), way)?.focus({ preventScroll: true });
  });
}

// The marker that one comes to from another in a direction: near, and rather ahead than aside.
function nearest(from, markers, [x, y]) {
  const middle = (marker) => { const { left, top, width, height } = marker.getBoundingClientRect(); return [left + width / 2, top + height / 2]; };
  const [left, top] = middle(from);
  const ahead = (marker) => { const [a, b] = middle(marker), on = (a - left) * x + (b - top) * y; return on > 1 ? on + 2 * Math.abs((a - left) * y + (b - top) * x) : Infinity; };
  const best = markers.map((marker) => [ahead(marker), marker]).sort((a, b) => a[0] - b[0])[0];
  return best?.[0] < Infinity ? best[1] : null;
}

function listen(box, { after, still }) {
  const fingers = new Set();
  let rest = 0;
  const isGround = (event) => !event.target.closest('a, button, summary');
  box.onpointermove = (event) => {
    clearTimeout(rest);
    if (!still && event.pointerType === 'mouse' && isGround(event)) rest = setTimeout(() => box.wake(), REST);
    tell(box, event.target.closest('a'));
  };
  box.onpointerleave = () => { clearTimeout(rest); tell(box, null); };
  box.onpointerdown = (event) => {
    fingers.add(event.pointerId);
    if (!still && isGround(event) && (event.pointerType === 'mouse' || fingers.size > 1)) box.wake();
  };
  box.onpointerup = box.onpointercancel = (event) => fingers.delete(event.pointerId);
  box.addEventListener('wheel', (event) => {
    if (still || (!event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    box.wake();
  }, { passive: false });
  box.addEventListener('click', (event) => event.target.closest('button') && box.wake());
  if (after) setTimeout(() => (window.requestIdleCallback ?? setTimeout)(() => isQuick() && box.wake()), after);
}

// The words stand above or below what they are about, towards the side that has room.
function tell(box, link) {
  if (link === box.told && link?.isConnected !== false) return;
  box.told = link;
  box.querySelector('.tip')?.parentElement.remove();
  const title = link?.querySelector('title');
  if (!link || !(title || link.words)) return;
  if (title) {
    link.words = title.textContent;
    link.setAttribute('aria-label', link.words);
    title.remove();
  }
  const [first, ...lines] = link.words.split('\n');
  const pane = box.getBoundingClientRect(), mark = link.getBoundingClientRect();
  const x = Math.min(Math.max(mark.x + mark.width / 2, pane.x), pane.right) - pane.x;
  const y = mark.y + mark.height / 2 - pane.y;
  const across = x > pane.width * 2 / 3 ? 'left' : x < pane.width / 3 ? 'right' : 'centre';
  const place = Object.assign(document.createElement('div'), { className: 'words' });
  place.style.cssText = `left:${x}px;top:${y}px`;
  const tip = Object.assign(document.createElement('div'), { className: `tip ${across} ${y > pane.height / 2 ? 'up' : 'down'}` });
  tip.style.setProperty('--away', `${Math.min(mark.height, 60) / 2}px`);
  tip.append(Object.assign(document.createElement('b'), { textContent: first }), `\n${lines.join('\n')}`);
  place.append(tip);
  box.append(place);
}

// Some browsers tell software drawing by refusing, others only by the name of what draws.
function isQuick() {
  if (navigator.connection?.saveData) return false;
  const made = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!made) return false;
  const named = made.getExtension('WEBGL_debug_renderer_info');
  const name = String(made.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : made.RENDERER));
  made.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}
