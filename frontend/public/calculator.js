// A plain calculator: the page that quick exit leaves behind. It knows nothing of the app.
'use strict';
const shown = document.getElementById('shown');
let typed = '0';
let kept = null;
let sign = '';
let fresh = true;

const show = (value) => (shown.textContent = value);
const tidy = (n) => (Number.isFinite(n) ? String(Math.round(n * 1e10) / 1e10) : '—');

function work() {
  const [a, b] = [kept ?? 0, Number(typed)];
  return { '+': a + b, '−': a - b, '×': a * b, '÷': a / b }[sign] ?? b;
}

function press(key) {
  if (/\d|\./.test(key)) {
    typed = fresh ? (key === '.' ? '0.' : key) : key === '.' && typed.includes('.') ? typed : (typed + key).slice(0, 14);
    fresh = false;
  } else if (key === 'C') [typed, kept, sign, fresh] = ['0', null, '', true];
  else if (key === '⌫') typed = typed.slice(0, -1) || '0';
  else if (key === '%') typed = tidy(Number(typed) / 100);
  else {
    typed = tidy(kept === null ? Number(typed) : fresh && key !== '=' ? kept : work());
    [kept, sign, fresh] = key === '=' ? [null, '', true] : [Number(typed), key, true];
  }
  show(typed);
}

document.getElementById('keys').addEventListener('click', (e) => e.target.tagName === 'BUTTON' && press(e.target.textContent));
