/**
 * Keeps an open page as new as the server's, and says so when it no longer is. It asks for the same page once a second
 * and takes over the parts that are marked with `data-live`. A page needs it for nothing else.
 */

const ASK_EVERY_MS = 1_000;
/** Within 5 s of losing its server, a page must say so. */
const STALE_AFTER_MS = 3_500;
const GIVE_UP_AFTER_MS = 8_000;

const state = document.querySelector('#freshness-state');
const time = document.querySelector('#freshness-time');
const isError = document.querySelector('[data-error]') !== null;
const isLive = isError || document.querySelector('[data-live]') !== null;
/** A page of one moment, such as the answer to a form, asks only whether its server is there. */
const address = isLive ? location.href : '/alive';

let etag = '';
let isAsking = false;
/** When the server last answered that what is shown is as it is. */
let confirmedAt = Date.now();
let shownTime = time?.textContent.match(/\d\d:\d\d:\d\d/)?.[0] ?? '';

/** Writes only what differs, so that a screen reader is not told the same again. */
const show = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};

const showLive = (asOf) => {
  confirmedAt = Date.now();
  shownTime = asOf.slice(11, 19);
  document.body.classList.remove('stale');
  show(state, 'Live');
  show(time, `, as of ${shownTime} UTC`);
};

const showAlive = () => {
  confirmedAt = Date.now();
  document.body.classList.remove('stale');
  show(state, 'Read once');
  show(time, `, as of ${shownTime} UTC`);
};

const showStale = (reason) => {
  document.body.classList.add('stale');
  show(state, `This page is stale: it shows what was known at ${shownTime} UTC. ${reason}`);
  show(time, '');
};

const checkAge = () => {
  if (Date.now() - confirmedAt > STALE_AFTER_MS) showStale('The console does not answer.');
};

/** Takes over each live part that differs. What has the focus, and what is unfolded, stays so. */
const takeOver = (page) => {
  for (const next of page.querySelectorAll('[data-live]')) {
    const present = document.getElementById(next.id);
    if (!present || present.innerHTML === next.innerHTML) continue;
    const focused = present.contains(document.activeElement) ? document.activeElement : null;
    for (const open of present.querySelectorAll('details[open]'))
      next.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute('open', '');
    const scrolled = [...present.querySelectorAll('.wide')].map((each) => each.scrollLeft);
    present.replaceChildren(...document.adoptNode(next).childNodes);
    for (const [index, each] of [...present.querySelectorAll('.wide')].entries())
      each.scrollLeft = scrolled[index] ?? 0;
    if (focused) likeness(present, focused)?.focus({ preventScroll: true });
  }
};

const likeness = (part, element) => {
  const href = element.getAttribute('href');
  if (href !== null) return part.querySelector(`[href="${CSS.escape(href)}"]`);
  return part.querySelector(`${element.localName}[tabindex], ${element.localName}`);
};

const ask = async () => {
  if (isAsking || document.hidden) return;
  isAsking = true;
  try {
    const signal = AbortSignal.timeout(GIVE_UP_AFTER_MS);
    const headers = etag === '' ? {} : { 'if-none-match': etag };
    const answer = await fetch(address, { headers, signal, cache: 'no-store', redirect: 'error' });
    await hear(answer);
  } catch {
    checkAge();
  } finally {
    isAsking = false;
  }
};

const hear = async (answer) => {
  const asOf = answer.headers.get('x-as-of') ?? '';
  if (answer.status === 204) return showAlive();
  if (answer.status === 304) return showLive(asOf);
  if (answer.status === 401) return showStale('This console has ended. Open the address of the new one.');
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const error = page.querySelector('[data-error]');
  if (error) return isError || showStale(error.textContent);
  if (isError) return location.reload();
  takeOver(page);
  etag = answer.headers.get('etag') ?? '';
  showLive(asOf);
};

setInterval(ask, ASK_EVERY_MS);
setInterval(checkAge, ASK_EVERY_MS / 2);
document.addEventListener('visibilitychange', () => {
  checkAge();
  ask();
});
window.addEventListener('pageshow', checkAge);
ask();

const move = (step) => {
  const links = [...document.querySelectorAll('#content a[href]')];
  const at = links.indexOf(document.activeElement);
  const next = at < 0 && step < 0 ? links.length - 1 : Math.min(Math.max(at + step, 0), links.length - 1);
  links[next]?.focus();
};

const keys = {
  '/': () => document.querySelector('#search')?.focus(),
  j: () => move(1),
  k: () => move(-1),
  '?': () => document.querySelector('#keys')?.showModal(),
};

document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest('input, select, textarea, dialog') !== null;
  const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
  if (isTyping || !action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action();
});
