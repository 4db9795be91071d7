// What HTML alone cannot do: the theme switch, the clipboard, sending the code at its sixth digit, arrows on the map. Pages work without it.
const root = document.documentElement;

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-act]');
  if (button?.dataset.act === 'theme') switchTheme();
  if (button?.dataset.act === 'copy') await copy(button);
});

document.addEventListener('input', event => {
  const field = event.target;
  if (field.id === 'code' && field.form && /^\d{6}$/.test(field.value)) field.form.requestSubmit();
});

// a second click on the same button sends nothing: what the first one brought would be lost
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post') return;
  if ('sent' in form.dataset) event.preventDefault();
  form.dataset.sent = '';
  setTimeout(() => delete form.dataset.sent, 10000);
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

document.addEventListener('keydown', event => {
  if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    document.querySelector('.search input[type=search]')?.focus();
  }
});

// on the map, arrows go to the next square in that direction
const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
document.addEventListener('keydown', event => {
  const tile = event.target.closest?.('.tiles a');
  const step = tile && steps[event.key];
  if (!step) return;
  event.preventDefault();
  nearest(tile, step)?.focus();
});

function nearest(tile, [dx, dy]) {
  const ahead = [...tile.closest('svg').querySelectorAll('a')]
    .map(other => ({ other, x: other.dataset.x - tile.dataset.x, y: other.dataset.y - tile.dataset.y }))
    .filter(at => at.x * dx + at.y * dy > 0)
    .map(at => ({ ...at, far: Math.abs(at.x * dx + at.y * dy) + 3 * Math.abs(at.x * dy + at.y * dx) }));
  return ahead.sort((a, b) => a.far - b.far)[0]?.other;
}

function switchTheme() {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const next = (root.dataset.theme || system) === 'dark' ? 'light' : 'dark';
  // back to what the system says: nothing is kept, so that the page follows it again
  if (next === system) delete root.dataset.theme;
  else root.dataset.theme = next;
  document.cookie = `theme=${next === system ? '' : next}; path=/; samesite=lax; max-age=${next === system ? 0 : 31536000}`;
}

async function copy(button) {
  const words = button.querySelector('span');
  const before = words.textContent;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.of).textContent);
  words.textContent = button.dataset.done;
  setTimeout(() => { words.textContent = before; }, 4000);
}
