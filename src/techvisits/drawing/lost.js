// A connection that is lost: told in our words in place of Streamlit's, while the page stays to be read. Once it is back the
// view is asked for anew, since a server that was started meanwhile knows nothing of it and would lose the next click.

const BACK = 300;

function watchConnection(words, go) {
  Object.assign(document, { again: go, lostWords: words });
  if (document.lost) return;
  document.lost = Object.assign(document.createElement('p'), { className: 'lost', role: 'status' });
  document.body.append(document.lost);
  let isLost = false;
  new MutationObserver(() => {
    const isThere = document.querySelector('.stApp')?.dataset.testConnectionState === 'CONNECTED';
    if (!isThere) document.querySelector('.stDialog button')?.click();
    if (isThere !== isLost) return;
    isLost = !isThere;
    document.lost.textContent = isLost ? document.lostWords : '';
    if (!isLost) setTimeout(() => document.again(''), BACK);
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-test-connection-state'] });
}
