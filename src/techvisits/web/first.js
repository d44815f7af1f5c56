// What follows the first view. Once that is painted the dashboard starts beneath it; the view goes when the same is shown
// there: what was scrolled stays where it was, what is typed goes on there.
const first = document.getElementById('first'), side = first.querySelector('.first-side .links');
const panel = '.st-key-right', parts = ['h1', `${panel} :is(.row, article, .nothing)`, '.st-key-picture-time svg', '.st-key-sources'];
if (first.querySelector('.stepper')) parts.push('.st-key-steps button');
const link = (about) => Object.assign(document.createElement('link'), about);
const beneath = (query) => [...document.querySelectorAll(query)].find((found) => !first.contains(found));

let module;
import(document.querySelector('link[rel=modulepreload]').href).then((found) => {
  module = found;
  module.serveSide(side, go);
  module.serveTime(first.querySelector('.st-key-chart .links'), go);
});

const isPainted = new Promise((resolve) => {
  if (document.hidden || !PerformanceObserver.supportedEntryTypes.includes('paint')) resolve();
  else new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
});
const isStyled = isPainted.then(() => new Promise((resolve) => {
  const href = new URL(sheet, document.baseURI).href;
  document.body.append(link({ rel: 'stylesheet', href, onload: resolve, onerror: resolve }));
}));
isPainted.then(() => {
  const [start, ...others] = scripts.map((path) => new URL(path, document.baseURI).href);
  document.head.append(...others.map((href) => link({ rel: 'modulepreload', crossOrigin: '', href })));
  import(start);
});

const look = new MutationObserver(() => {
  if (!parts.every(beneath)) return;
  look.disconnect();
  Promise.all([isStyled, document.fonts.ready]).then(leave);
});
look.observe(document.documentElement, { childList: true, subtree: true });

function go(change, href) {
  const asked = new URLSearchParams(location.search);
  for (const [key, value] of new URLSearchParams(change)) {
    if (key[0] === '~') asked.has(key.slice(1), value) ? asked.delete(key.slice(1), value) : asked.append(key.slice(1), value);
    else value ? asked.set(key, value) : asked.delete(key);
  }
  asked.delete('rows');
  location.href = `${href ?? `?${asked}`}${module.isSheetOpen() ? '#filters' : ''}`;
}

function leave() {
  const fields = [...document.querySelectorAll('.side input:not([type=hidden])')], held = document.activeElement;
  const field = first.contains(held) && fields[fields.indexOf(held) + fields.length / 2];
  const typed = field && [held.value, held.selectionStart];
  const isOpen = module?.isSheetOpen();
  beneath(panel).scrollTop = first.querySelector(panel).scrollTop;
  side.go = () => {};  // a field that goes tells of its change
  first.remove();
  if (isOpen) module.openSheet();
  if (!field) return;
  if (field.type !== 'date') field.value = typed[0];
  field.focus({ preventScroll: true });
  if (field.type !== 'date') field.setSelectionRange(typed[1], typed[1]);
}
