"""What the chat does in the browser: clicks become events, and the source comes into sight."""

from __future__ import annotations

ON_CONVERSATION = """
const said = (button) => ({
  place: Number(button.dataset.place), verdict: button.dataset.verdict, reason: '' });
const copied = (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const box = Object.assign(document.createElement('textarea'), { value: text });
  document.body.append(box);
  box.select();
  document.execCommand('copy');
  box.remove();
  return Promise.resolve();
};
const judged = (button) => {
  const turn = button.closest('.turn');
  for (const one of turn.querySelectorAll('[data-verdict]'))
    one.setAttribute('aria-pressed', String(one === button));
  turn.querySelector('.why').hidden = false;
  trigger('judge', said(button));
};
const reasoned = (button) => {
  const turn = button.closest('.turn');
  const pressed = turn.querySelector('[data-verdict][aria-pressed=true]');
  const box = turn.querySelector('.why textarea');
  trigger('judge', { ...said(pressed), reason: box.value });
  turn.querySelector('.why').hidden = true;
  pressed.focus();
};
element.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  const data = button?.dataset;
  if (!data) return;
  if (data.cite) trigger('cite', { key: data.cite });
  else if (data.example) trigger('example', { place: Number(data.example) });
  else if (data.next) trigger('next', { place: Number(data.next) });
  else if (data.retry) trigger('again', { place: Number(data.retry) });
  else if (data.verdict) judged(button);
  else if (data.reason) reasoned(button);
  else if (data.clip) {
    await copied(data.clip);
    button.textContent = 'Copied';
    button.focus();
    setTimeout(() => { button.textContent = 'Copy with sources'; }, 2000);
  }
});
let turns = 0, waited = false;
watch('value', () => requestAnimationFrame(() => {
  const now = element.querySelectorAll('.turn').length;
  const last = element.querySelector('.turn:last-child');
  const waits = last !== null && last.querySelector('.answer') === null;
  // While a question waits its turn is too short to come to the top: it does with its answer.
  if (now !== turns || (waited && !waits)) last?.scrollIntoView({ block: 'start' });
  turns = now;
  waited = waits;
  document.dispatchEvent(new Event('conversation'));
}));
"""
ON_CHIPS = """
const chips = () => [...element.querySelectorAll('.chip')];
const ticked = (chip) => [...chip.querySelectorAll('input:checked')].map((box) => box.value);
const day = (chip) => chip.querySelector('input[type=date]')?.value ?? '';
const part = (name) => chips().find((chip) => chip.dataset.part === name);
const chosen = (name) => {
  const chip = part(name);
  return chip?.dataset.state === 'chosen' ? ticked(chip) : [];
};
const name = (chip) => {
  if (chip.dataset.part === 'as_at') {
    const at = new Date(`${day(chip)}T00:00`);
    const shown = { day: 'numeric', month: 'long', year: 'numeric' };
    return `As at ${at.toLocaleDateString('en-GB', shown)}`;
  }
  const boxes = [...chip.querySelectorAll('input')];
  const on = boxes.filter((box) => box.checked);
  if (on.length === 1) return on[0].nextElementSibling.textContent;
  return `${on.length} of ${boxes.length} ${chip.dataset.part}`;
};
const tell = (chip) => {
  const any = chip.dataset.part === 'as_at' ? day(chip) : ticked(chip).length;
  chip.dataset.state = any ? 'chosen' : 'open';
  chip.querySelector('.whence')?.remove();
  chip.querySelector('.shown').textContent = any ? name(chip) : chip.dataset.all;
  const at = part('as_at');
  trigger('choose', {
    reports: chosen('reports'), kinds: chosen('kinds'), years: chosen('years'),
    as_at: at?.dataset.state === 'chosen' ? day(at) : '' });
};
const close = (chip) => {
  chip.open = false;
  chip.querySelector('summary').focus();
};
element.addEventListener('change', (event) => tell(event.target.closest('.chip')));
element.addEventListener('click', (event) => {
  const chip = event.target.closest('.chip');
  if (event.target.closest('.any')) {
    for (const box of chip.querySelectorAll('input')) {
      if (box.type === 'date') box.value = '';
      else box.checked = false;
    }
    tell(chip);
  }
  if (event.target.closest('.any, .done')) close(chip);
});
element.addEventListener('keydown', (event) => {
  const chip = event.target.closest('.chip[open]');
  if (event.key === 'Escape' && chip) close(chip);
});
document.addEventListener('click', (event) => {
  if (event.target.isConnected && !element.contains(event.target))
    for (const chip of chips()) chip.open = false;
});
"""
ON_PAST = """
const head = document.querySelector('#earlier > button');
const body = head.nextElementSibling;
const told = () => head.setAttribute('aria-expanded', String(body.style.display !== 'none'));
new MutationObserver(told).observe(body, { attributes: true });
told();
const sure = 'Delete this conversation for good?';
const all = 'Delete all your conversations for good?';
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.open) trigger('reopen', { key: button.dataset.open });
  else if (button.dataset.forget) {
    if (confirm(sure)) trigger('forget', { key: button.dataset.forget });
  }
  else if (button.matches('.forget-all') && confirm(all)) trigger('forget_all');
});
"""
ON_SOURCE = """
const shown = () => element.querySelector('[data-shown]');
const buttons = () => document.querySelectorAll('[data-cite]');
const narrow = () => matchMedia('(max-width: 63.99rem)').matches;
let byKeyboard = false;
const point = () => {
  for (const button of buttons()) {
    if (button.dataset.cite === shown()?.dataset.shown) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
};
const reveal = () => {
  point();
  const asked = shown()?.dataset.asked === '1';
  if (narrow() && !asked) return;
  const target = element.querySelector('.source mark') ?? shown();
  target?.scrollIntoView({ block: narrow() ? 'start' : 'center' });
  if (asked && (byKeyboard || narrow())) shown().focus({ preventScroll: true });
};
const leave = () => {
  const button = [...buttons()].find((one) => one.dataset.cite === shown()?.dataset.shown);
  button?.scrollIntoView({ block: 'center' });
  button?.focus({ preventScroll: true });
};
watch('value', () => requestAnimationFrame(reveal));
document.addEventListener('conversation', point);
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-cite]');
  byKeyboard = event.detail === 0;
  if (button && button.dataset.cite === shown()?.dataset.shown) reveal();
});
element.addEventListener('click', (event) => event.target.closest('.back') && leave());
element.addEventListener('keydown', (event) => event.key === 'Escape' && leave());
"""
