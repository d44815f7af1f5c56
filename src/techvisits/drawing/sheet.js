// On a phone the filters are a sheet over the page, which a link opens: it has the keyboard until its own link, Escape or Back closes it.

const PHONE = matchMedia('(max-width: 640px)'), SHEETS = '.first-side, [data-testid=stSidebar]';
let opened = null;

function serveSheet(box) {
  nameOpener();
  if (document.isServed) return;
  document.isServed = true;
  document.addEventListener('click', (event) => {
    const skip = event.target.closest('.skips a'), link = event.target.closest('a[href="#filters"], .side a[href="#"]');
    if (skip) {
      event.preventDefault();
      document.querySelector(skip.hash).focus();
    }
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

// Where Streamlit has folded the filters away, what brings them back is called what they are.
function nameOpener() {
  const header = document.querySelector('[data-testid=stHeader]');
  const name = () => {
    const button = header.querySelector('[data-testid=stExpandSidebarButton]'), words = document.querySelector('#root .sheet-head b');
    if (button && words) button.ariaLabel = button.dataset.words = words.textContent;
  };
  if (!header) return;
  header.named ??= new MutationObserver(name);
  header.named.observe(header, { childList: true, subtree: true });
  name();
}

export function openSheet(opener) {
  closeSheet();
  const sheet = document.querySelector(SHEETS), label = sheet?.querySelector('.sheet-head b').textContent;
  if (!sheet) return;
  const others = [...document.querySelectorAll('.first-main, [data-testid=stMain], [data-testid=stHeader]')];
  const attributes = { 'data-open': '', role: 'dialog', 'aria-modal': 'true', 'aria-label': label };
  opened = { sheet, others, opener, before: Object.keys(attributes).map((name) => [name, sheet.getAttribute(name)]) };
  for (const other of others) other.inert = true;
  for (const [name, value] of Object.entries(attributes)) sheet.setAttribute(name, value);
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
  const { sheet, others, opener, before } = opened;
  opened = null;
  for (const other of others) other.inert = false;
  for (const [name, value] of before) value === null ? sheet.removeAttribute(name) : sheet.setAttribute(name, value);
  sheet.setAttribute('data-closed', '');
  (opener?.isConnected ? opener : [...document.querySelectorAll('a[href="#filters"]')].at(-1))?.focus({ preventScroll: true });
}
