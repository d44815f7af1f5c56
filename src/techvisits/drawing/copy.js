// A button puts the text beside it on the clipboard and says so. Without a script there is no button, and the text is selected.
document.documentElement.classList.add('can-copy');
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('.copyable button');
  if (!button) return;
  const text = button.closest('.copyable').querySelector('.text');
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch {
    getSelection().selectAllChildren(text);
    if (!document.execCommand('copy')) return;
  }
  button.dataset.copy ??= button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = button.dataset.copy; }, 2000);
});
