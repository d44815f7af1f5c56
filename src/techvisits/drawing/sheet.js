// On a phone the filters are a sheet over the page, which a link opens: it has the keyboard until its own link, Escape or Back closes it.

const PHONE = matchMedia('(max-width: 640px)'), SHEETS = '.first-side, [data-testid=stSidebar]';
let opened = null;

function serveSheet(box) {
  if (document.isServed) return;
  document.isServed = true;
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href="#filters"], .side a[href="#"]');
    if (!link || !PHONE.matches) return;
    event.preventDefault();
    if (link.closest('.side')) leaveSheet(); else openSheet(link);
  });
  document.addEventListener('keydown', (event) => event.key === 'Escape' && !event.defaultPrevented && opened && leaveSheet());
  document.addEventListener('focusin', ({ target }) => opened && !opened.sheet.contains(target) && opened.sheet.querySelector('.sheet-head a').focus());
  addEventListener('popstate', () => opened && !history.state?.isSheet && closeSheet());
  PHONE.addEventListener('change', () => opened && closeSheet());
  if (location.hash !== '#filters' || !PHONE.matches) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  openSheet();
}

export function openSheet(opener) {
  closeSheet();
  const sheet = document.querySelector(SHEETS), label = sheet?.querySelector('.sheet-head b').textContent;
  if (!sheet) return;
  const others = [...document.querySelectorAll('.first-main, [data-testid=stMain], [data-testid=stHeader]')];
  opened = { sheet, others, opener };
  for (const other of others) other.inert = true;
  for (const [name, value] of Object.entries({ 'data-open': '', role: 'dialog', 'aria-modal': 'true', 'aria-label': label })) sheet.setAttribute(name, value);
  if (!history.state?.isSheet) history.pushState({ ...history.state, isSheet: true }, '', location.pathname + location.search);
  sheet.removeAttribute('data-closed');
  sheet.querySelector(opener?.matches('.find') ? '[name=q]:not([type=hidden])' : '.sheet-head a').focus({ preventScroll: true });
}

export const isSheetOpen = () => Boolean(opened);

// Closed by its own link or key: the step back that opening it put there is taken.
function leaveSheet() {
  if (history.state?.isSheet) history.back();
  else closeSheet();
}

function closeSheet() {
  if (!opened) return;
  const { sheet, others, opener } = opened;
  opened = null;
  for (const other of others) other.inert = false;
  for (const name of ['data-open', 'role', 'aria-modal', 'aria-label']) sheet.removeAttribute(name);
  sheet.setAttribute('data-closed', '');
  (opener?.isConnected ? opener : [...document.querySelectorAll('a[href="#filters"]')].at(-1))?.focus({ preventScroll: true });
}
