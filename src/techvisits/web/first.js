// The view goes once the dashboard beneath shows the same; what was scrolled stays where it was, what is typed goes on there.
(() => {
  const first = document.getElementById('first');
  const panel = '.st-key-right', parts = [panel, '.st-key-picture-time svg', '.st-key-sources'];
  const beneath = (query) => [...document.querySelectorAll(query)].find((found) => !first.contains(found));
  const look = new MutationObserver(() => {
    if (!parts.every(beneath) || !beneath(`${panel} :is(.row, article, .nothing)`)) return;
    look.disconnect();
    document.fonts.ready.then(() => requestAnimationFrame(() => setTimeout(() => {
      beneath(panel).scrollTop = first.querySelector(panel).scrollTop;
      const fields = [...document.querySelectorAll('.side input:not([type=hidden])')], held = document.activeElement;
      const field = first.contains(held) && fields[fields.indexOf(held) + fields.length / 2];
      const typed = field && [held.value, held.selectionStart];
      side.go = () => {};  // a field that goes tells of its change
      first.remove();
      if (!field) return;
      if (field.type !== 'date') field.value = typed[0];
      field.focus({ preventScroll: true });
      if (field.type !== 'date') field.setSelectionRange(typed[1], typed[1]);
    }, 50)));
  });
  look.observe(document.documentElement, { childList: true, subtree: true });
  const script = document.querySelector('link[rel=modulepreload][href^="/style/"]').href;
  const side = first.querySelector('.first-side .links');
  const go = (change, href) => {
    const asked = new URLSearchParams(location.search);
    for (const [key, value] of new URLSearchParams(change)) value ? asked.set(key, value) : asked.delete(key);
    asked.delete('rows');
    location.search = href ?? asked;
  };
  import(script).then((module) => {
    module.serveSide(side, go);
    module.serveTime(first.querySelector('.st-key-chart .links'), go);
  });
  const theme = Object.keys(localStorage).find((key) => key.startsWith('stActiveTheme'));
  const name = theme && JSON.parse(localStorage[theme]).name;
  if (name === 'Light' || name === 'Dark') first.style.colorScheme = name.toLowerCase();
})();
