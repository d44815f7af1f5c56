// The theme that a reader chose in the dashboard, before anything is painted.
{
  const theme = Object.keys(localStorage).find((key) => key.startsWith('stActiveTheme'));
  const name = theme && JSON.parse(localStorage[theme]).name;
  if (name === 'Light' || name === 'Dark') document.getElementById('first').style.colorScheme = name.toLowerCase();
}
