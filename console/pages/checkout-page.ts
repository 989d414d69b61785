import type { FoundCheckout } from '../../lib/app/ports.ts';
import { findOne, viewFound } from '../../lib/app/read-checkouts.ts';
import { explainEvents } from '../../lib/app/rows/explain-events.ts';
import { rebuildCheckout } from '../../lib/app/rows/rebuild-checkout.ts';
import { resolveCheckout } from '../../lib/app/rows/resolve-checkout.ts';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { ConsolePorts, ConsoleSettings } from '../console-ports.ts';
import { checkoutPath } from '../html/checkout-parts.ts';
import { type Html, html } from '../html/html.ts';
import { sharedRead } from '../server/shared-read.ts';
import { checkoutActions } from '../views/checkout-actions.ts';
import { checkoutStory } from '../views/checkout-story.ts';
import { markedEvents } from '../views/marked-events.ts';
import { content, type MakePage, type PageAnswer, type Visit } from './console-page.ts';

const TIME_LIMIT_MS = 30_000;
const PATH = /^\/checkouts\/([^/]+)\/(.*)$/;

/** The page of a checkout: what happened, why, and what may be done. */
export const checkoutPage: MakePage = (ports, settings) => {
  const rows = sharedRead(settings.rowsMaxAgeMs, async ({ checkoutId, provider }: CheckoutKey) =>
    findOne(await ports.reader.byId(checkoutId), checkoutId, provider),
  );
  return {
    matches: (path) => PATH.test(path),
    async get(visit) {
      const key = keyIn(visit);
      if (!key) return noSuchCheckout(html`This address`);
      const { value: found, at } = await rows.get(key);
      if (!found) return noSuchCheckout(html`<bdi>${key.checkoutId}</bdi> of <bdi>${key.provider}</bdi>`);
      const body = await pageBody(ports, settings, visit, key, found);
      return content(key.checkoutId, body, at);
    },
    async post(visit, form) {
      const key = keyIn(visit);
      const answer = key && (await change(ports, key, form));
      rows.forget();
      return answer ?? noSuchCheckout(html`This checkout`);
    },
  };
};

/** The id is the rest of the path, decoded, or in the query where a path cannot hold it. Undefined if it cannot be one. */
function keyIn({ path, query }: Visit): CheckoutKey | undefined {
  const [, provider = '', rest = ''] = PATH.exec(path) ?? [];
  try {
    const checkoutId = rest === '' ? query.get('id') : decodeURIComponent(rest);
    return checkoutId ? { provider: decodeURIComponent(provider), checkoutId } : undefined;
  } catch {
    return undefined;
  }
}

async function pageBody(
  ports: ConsolePorts,
  settings: ConsoleSettings,
  { query }: Visit,
  key: CheckoutKey,
  found: FoundCheckout,
): Promise<Html> {
  const view = viewFound(found, findProvider);
  const isReadable = found.kind === 'readable';
  const explained = isReadable ? explainEvents(found.checkout) : [];
  const policy = attentionPolicy(findProvider, key);
  const marked = isReadable ? markedEvents(found.checkout.history, policy) : new Set<string>();
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const isPreview = isReadable && query.get('preview') === 'rebuild';
  const preview = isPreview
    ? await rebuildCheckout(ports, findProvider, key, { write: false, signal })
    : undefined;
  return html`${doneSentence(query.get('done'))}${checkoutStory({ view, explained, marked, suffix: settings.suffix })}${isReadable && checkoutActions(view, preview, settings)}`;
}

const sentences: Readonly<Record<string, string>> = {
  resolved: 'Resolved. Nothing waits for a person any more.',
  nothing: 'Nothing had to be changed.',
  rebuilt: 'Rebuilt by the present lifecycle table.',
};

function doneSentence(done: string | null): Html | undefined {
  const sentence = done !== null && Object.hasOwn(sentences, done) ? sentences[done] : undefined;
  return sentence === undefined ? undefined : html`<p class="done" role="alert">${sentence}</p>`;
}

/** Changes the row. @returns undefined when there is no such row or action */
async function change(
  ports: ConsolePorts,
  key: CheckoutKey,
  form: URLSearchParams,
): Promise<PageAnswer | undefined> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  if (form.get('action') === 'rebuild') {
    const rebuilt = await rebuildCheckout(ports, findProvider, key, { write: true, signal });
    return rebuilt && leadTo(key, rebuilt.changed ? 'rebuilt' : 'nothing');
  }
  if (form.get('action') !== 'resolve') return undefined;
  const [note, who] = [form.get('note')?.trim(), form.get('by')?.trim()];
  if (!note || !who) return incomplete;
  const by = { who, note, when: new Date().toISOString() };
  const kinds = await resolveCheckout(ports, findProvider, key, by, signal);
  return kinds && leadTo(key, kinds.length > 0 ? 'resolved' : 'nothing');
}

const incomplete = content(
  'Not resolved',
  html`<h1>Not resolved</h1><p role="alert">Nothing was changed. Say what was done, and who did it.</p>`,
  Date.now(),
  422,
);

/** Back to the page, so that reloading it changes nothing again. */
function leadTo(key: CheckoutKey, done: string): PageAnswer {
  const path = checkoutPath(key);
  return { kind: 'elsewhere', path: `${path}${path.includes('?') ? '&' : '?'}done=${done}` };
}

const noSuchCheckout = (which: Html): PageAnswer =>
  content(
    'No such checkout',
    html`<h1>No such checkout</h1><p>${which} is not in the table: no webhook about it has been applied.</p>
<p>It may be a dead letter, or the provider has sent nothing yet. Look at the provider’s dashboard, and <a href="/checkouts">at the list</a>.</p>`,
    Date.now(),
    404,
  );
