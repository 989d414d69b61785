/** What the pages show and change, over HTTP and without a browser. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckFinding, StageAlarm } from '../../console/console-ports.ts';
import { applyEvents } from '../../lib/app/apply-events.ts';
import type { CheckoutKey, HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { providers } from '../../lib/providers/registry.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { applyingTo } from '../../proof/kit/rows.ts';
import { get, post, startTestConsole, type TestConsole } from './test-console.ts';

let console: TestConsole;
beforeEach(async () => {
  console = await startTestConsole();
});
afterEach(() => console.running.close());

const signal = new AbortController().signal;
const entry = (overrides: Partial<HistoryEntry> = {}): HistoryEntry => ({
  eventId: `event-${overrides.status ?? 'NEW'}`,
  status: 'NEW',
  state: 'pending',
  rank: 10,
  receivedAt: '2026-01-01T10:00:00.000Z',
  details: {},
  ...overrides,
});
const paid = entry({
  status: 'SUCCESS',
  state: 'succeeded',
  rank: 60,
  receivedAt: '2026-01-01T10:05:00.000Z',
});
const unknown = entry({ status: 'NEW_WORD', state: 'unknown', rank: 1 });

const apply = (key: Partial<CheckoutKey>, ...entries: NonEmpty<HistoryEntry>) =>
  applyEvents(applyingTo(console.store), { provider: 'inqud', checkoutId: 'CCO-1', ...key }, entries, signal);

/** The ids that a list links to, in its order. */
const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(/<th scope="row" class="id"><a href="\/checkouts\/[^/"]+\/([^"]*)"/g)].map(
    ([, id = '']) => decodeURIComponent(id),
  );

describe('The overview', () => {
  it('says so if there is nothing', async () => {
    const { status, text } = await get(console, '/');
    expect(status).toBe(200);
    expect(text).toContain('There is no checkout yet.');
    expect(text).toContain('No checkout needs a person.');
    expect(text).toContain('Every accepted webhook has been handled.');
    expect(text).toContain('There is no dead letter.');
    expect(text).not.toContain('Alarms');
  });

  it('counts the checkouts of each state, and lists those that need a person', async () => {
    await apply({ checkoutId: 'CCO-1' }, paid);
    await apply({ checkoutId: 'CCO-2' }, paid);
    await apply({ checkoutId: 'CCO-3' }, unknown);
    const { text } = await get(console, '/');
    expect(text).toMatch(/state-succeeded">succeeded<\/span><\/a><\/th><td class="number">2</);
    expect(text).toContain('1 checkout needs a person');
    expect(text).toContain('href="/checkouts/inqud/CCO-3"');
    expect(text).toContain('unknown status');
  });

  it('counts no further than a thousand', async () => {
    const counter = { count: async (_list: unknown, atMost: number) => atMost };
    const many = await startTestConsole({}, { counter });
    const { text } = await get(many, '/');
    expect(text).toContain('1,000+ checkouts need a person');
    await many.running.close();
  });

  it('on a stage names the alarms that fire, and says when it looked', async () => {
    const alarms: readonly StageAlarm[] = [
      { name: 'stalled', state: 'ALARM', description: 'See docs/runbook.md' },
      { name: 'faults', state: 'OK', description: '' },
    ];
    const stage = await startTestConsole({ target: 'stage prod' }, { readAlarms: async () => alarms });
    const { text } = await get(stage, '/');
    expect(text).toContain('1 of 2 alarms is firing.');
    expect(text).toContain('<strong>stalled</strong>: See docs/runbook.md');
    await stage.running.close();
  });

  it('says what is wrong if the service does not answer, and what to do', async () => {
    const fail = async () => {
      throw new Error('Is the local stack running? Start it with: npm start');
    };
    const broken = await startTestConsole({}, { countQueue: fail });
    const { status, text } = await get(broken, '/');
    expect(status).toBe(503);
    expect(text).toContain('data-error>Error: Is the local stack running? Start it with: npm start');
    await broken.running.close();
  });
});

describe('The list', () => {
  it('has the latest change of state first', async () => {
    await apply({ checkoutId: 'CCO-1' }, entry());
    await apply({ checkoutId: 'CCO-2' }, paid);
    expect(idsIn((await get(console, '/checkouts')).text)).toEqual(['CCO-2', 'CCO-1']);
  });

  it('is filtered by state, attention, provider, reference and id', async () => {
    await apply({ checkoutId: 'CCO-1' }, entry({ details: { reference: 'order 1' } }));
    await apply({ checkoutId: 'CCO-2' }, paid);
    await apply({ checkoutId: 'CCO-3', provider: 'stripe' }, unknown);
    const found = async (query: string) => idsIn((await get(console, `/checkouts?${query}`)).text);
    expect(await found('state=succeeded')).toEqual(['CCO-2']);
    expect(await found('attention=yes')).toEqual(['CCO-3']);
    expect(await found('provider=stripe')).toEqual(['CCO-3']);
    expect(await found('reference=order+1')).toEqual(['CCO-1']);
    expect(await found('id=CCO-2')).toEqual(['CCO-2']);
    expect(await found('id=CCO-4')).toEqual([]);
    expect(await found('state=succeeded&attention=yes')).toEqual([]);
    expect(await found('state=no-such-state')).toHaveLength(3);
  });

  it.each(['', 'provider=stripe', 'state=pending', 'state=pending&provider=stripe'])(
    'shows every checkout once, page by page (%s)',
    async (filter) => {
      const wanted: string[] = [];
      for (let row = 0; row < 70; row += 1) {
        const provider = row % 2 === 0 ? 'stripe' : 'inqud';
        const checkoutId = `CCO-${row}`;
        if (provider === 'stripe' || !filter.includes('stripe')) wanted.push(checkoutId);
        await apply({ provider, checkoutId }, entry());
      }
      const found: string[] = [];
      for (let path: string | undefined = `/checkouts?${filter}`; path !== undefined; ) {
        const { text } = await get(console, path);
        found.push(...idsIn(text));
        path = /href="([^"]*)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      }
      expect(found.toSorted()).toEqual(wanted.toSorted());
    },
  );

  it('says so if an address is of another list', async () => {
    expect(await get(console, '/checkouts?cursor=abc')).toMatchObject({ status: 400 });
  });
});

describe('A checkout', () => {
  it('shows its timeline, with what came late and what needs a person, and explains each event', async () => {
    await apply({}, paid);
    await apply({}, entry({ receivedAt: '2026-01-01T10:09:00.000Z' }));
    await apply({}, unknown);
    const { status, text } = await get(console, '/checkouts/inqud/CCO-1');
    expect(status).toBe(200);
    expect(text).toMatch(/<svg class="timeline"[^>]* role="img" aria-label="Events in order of position\. /);
    expect(text).toContain('<title>NEW: pending, came late.</title>');
    expect(text).toMatch(/<title>NEW_WORD: unknown(, came late)?, needs a person\.<\/title>/);
    expect(text.match(/class="event-late"/g)?.length).toBeGreaterThanOrEqual(1);
    expect(text.match(/class="contradiction"/g)).toHaveLength(1);
    expect(text).toContain('It arrived late. SUCCESS had already been applied');
    expect(text).toContain('NEW_WORD is not in the provider&#39;s lifecycle.');
  });

  it('shows what it was claimed for', async () => {
    await apply({}, paid);
    const claim = { at: '2026-01-01T10:06:00.000Z', id: 'me' };
    await console.store.claim({ provider: 'inqud', checkoutId: 'CCO-1' }, 1, 'ship', claim);
    const { text } = await get(console, '/checkouts/inqud/CCO-1');
    expect(text).toContain('claimed: ship');
    expect(text).toContain('for <bdi>ship</bdi>');
  });

  it.each(['a/b', 'a b', '100%', 'ü&?#', '<b>', '.', '..', './x', '%2F', "it's"])(
    'has a page whatever its id is: %s',
    async (checkoutId) => {
      await apply({ checkoutId }, entry());
      const list = (await get(console, '/checkouts')).text;
      const href = /class="id"><a href="([^"]*)"/.exec(list)?.[1] ?? '';
      // As a browser does before it sends the request.
      const { pathname, search } = new URL(href.replaceAll('&#39;', "'"), console.origin);
      const { status, text } = await get(console, pathname + search);
      expect(status).toBe(200);
      expect(text).toContain(`<h1><bdi>${escapeText(checkoutId)}</bdi>`);
    },
  );

  it('that is unknown has a page that says so', async () => {
    await apply({}, entry());
    for (const path of [
      '/checkouts/inqud/CCO-2',
      '/checkouts/stripe/CCO-1',
      '/checkouts/x/%ZZ',
      '/checkouts/x/',
    ])
      expect(await get(console, path)).toMatchObject({ status: 404 });
    expect((await get(console, '/checkouts/inqud/CCO-2')).text).toContain('<bdi>CCO-2</bdi>');
  });

  it('is resolved with a note, and shows it', async () => {
    await apply({}, unknown);
    const path = '/checkouts/inqud/CCO-1';
    const answer = await post(console, path, { action: 'resolve', note: 'looked', by: 'ann' });
    expect(answer).toMatchObject({ status: 303, headers: { location: `${path}?done=resolved` } });
    const { text } = await get(console, `${path}?done=resolved`);
    expect(text).toContain('Resolved. Nothing waits for a person any more.');
    expect(text).toMatch(/unknown_status by <bdi>ann<\/bdi>.*<bdi>looked<\/bdi>/);
    const again = await post(console, path, { action: 'resolve', note: 'looked', by: 'ann' });
    expect(again.headers['location']).toBe(`${path}?done=nothing`);
  });

  it('is not resolved without a note', async () => {
    await apply({}, unknown);
    const answer = await post(console, '/checkouts/inqud/CCO-1', { action: 'resolve', note: ' ', by: 'a' });
    expect(answer.status).toBe(422);
    expect((await get(console, '/checkouts?attention=yes')).text).toContain('CCO-1');
  });

  it('is rebuilt after a look at what would change', async () => {
    await apply({}, { ...paid, state: 'unknown', rank: 1 });
    const path = '/checkouts/inqud/CCO-1';
    const preview = await get(console, `${path}?preview=rebuild`);
    expect(preview.text).toMatch(/A rebuild would make .*unknown.* into .*succeeded/);
    expect((await get(console, path)).text).toContain('state-unknown">unknown</span></h1>');
    const answer = await post(console, path, { action: 'rebuild' });
    expect(answer.headers['location']).toBe(`${path}?done=rebuilt`);
    expect((await get(console, path)).text).toContain('state-succeeded">succeeded</span></h1>');
    expect((await get(console, `${path}?preview=rebuild`)).text).toContain('would change nothing');
  });
});

describe('Health', () => {
  const findings = async function* (isProbing: boolean): AsyncGenerator<CheckFinding> {
    yield { check: 'table', verdict: 'ok', detail: 'can be read' };
    if (isProbing) yield { check: 'a signed webhook', verdict: 'ok', detail: 'was applied' };
    yield { check: 'dead letters', verdict: 'bad', detail: '2 letters', remedy: 'Look at them.' };
  };

  it('shows the checks, and what to do about each problem, and sends nothing', async () => {
    const healthy = await startTestConsole({}, { examine: findings });
    const { text } = await get(healthy, '/health');
    expect(text).toContain('1 of 2 checks found a problem.');
    expect(text).toContain('verdict-bad">bad</span> <strong>dead letters</strong>: <bdi>2 letters</bdi>');
    expect(text).toContain('→ <bdi>Look at them.</bdi>');
    expect(text).not.toContain('a signed webhook');
    await healthy.running.close();
  });

  it('sends test webhooks only when it is asked to', async () => {
    const healthy = await startTestConsole({}, { examine: findings });
    const answer = await post(healthy, '/health', {});
    expect(answer.headers['location']).toBe('/health?probed=yes');
    const { text } = await get(healthy, '/health?probed=yes');
    expect(text).toContain('a signed webhook');
    expect(text).toContain('Test webhooks were sent for these checks.');
    await healthy.running.close();
  });

  it('offers nothing that changes a stage without --write', async () => {
    const stage = await startTestConsole({ isReadOnly: true, nameToType: 'prod' }, { examine: findings });
    expect((await get(stage, '/health')).text).not.toContain('<button>Send');
    expect(await post(stage, '/health', { stage: 'prod' })).toMatchObject({ status: 403 });
    await stage.running.close();
  });
});

describe('The lifecycles', () => {
  it('have a picture for each list of statuses, with the counts of this shop', async () => {
    await apply({ checkoutId: 'CCO-1' }, paid);
    await apply({ checkoutId: 'CCO-2' }, paid);
    await apply({ checkoutId: 'CCO-3' }, unknown);
    const { text } = await get(console, '/lifecycles');
    expect(text).toContain('Numbers are those of the latest 3 checkouts of this shop.');
    expect(text).toContain('SUCCESS: succeeded, 2 of the latest checkouts');
    expect(text).toContain('Not in the lifecycle: <bdi>NEW_WORD (1)</bdi>');
    const lists = providers.flatMap(({ lifecycles }) => Object.keys(lifecycles));
    expect(text.match(/<svg class="timeline"/g)).toHaveLength(lists.length);
  });
});

describe('On a stage', () => {
  const stageSettings = { target: 'stage prod', nameToType: 'prod' };
  const form = { action: 'resolve', note: 'looked', by: 'ann' };

  it('nothing is changed without --write', async () => {
    await console.running.close();
    console = await startTestConsole({ ...stageSettings, isReadOnly: true });
    await apply({}, unknown);
    const path = '/checkouts/inqud/CCO-1';
    expect((await get(console, path)).text).not.toContain('<button>Resolve');
    expect(await post(console, path, { ...form, stage: 'prod' })).toMatchObject({ status: 403 });
    expect((await get(console, '/checkouts?attention=yes')).text).toContain('CCO-1');
  });

  it('each change asks for the name of the stage', async () => {
    await console.running.close();
    console = await startTestConsole(stageSettings);
    await apply({}, unknown);
    const path = '/checkouts/inqud/CCO-1';
    expect((await get(console, path)).text).toContain('Type <code>prod</code> to confirm');
    expect(await post(console, path, form)).toMatchObject({ status: 422 });
    expect(await post(console, path, { ...form, stage: 'production' })).toMatchObject({ status: 422 });
    expect(await post(console, path, { ...form, stage: 'prod' })).toMatchObject({ status: 303 });
  });
});

describe('What a page costs', () => {
  it('twenty open pages cost no more reads than one', async () => {
    let reads = 0;
    await apply({}, entry());
    const counting = new Proxy(console.store, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...input: unknown[]) => {
          reads += 1;
          return Reflect.apply(member, target, input);
        };
      },
    });
    const shared = await startTestConsole({ rowsMaxAgeMs: 60_000 }, { reader: counting, counter: counting });
    for (const path of ['/', '/checkouts', '/checkouts/inqud/CCO-1']) {
      reads = 0;
      await get(shared, path);
      const once = reads;
      await Promise.all(Array.from({ length: 20 }, () => get(shared, path)));
      expect([path, reads]).toEqual([path, once]);
    }
    await shared.running.close();
  });

  it('a page that has not changed is not sent again, and says of when it is', async () => {
    const first = await get(console, '/checkouts');
    const headers = { cookie: console.cookie, 'if-none-match': String(first.headers['etag']) };
    const answer = await fetch(`${console.origin}/checkouts`, { headers });
    expect(answer.status).toBe(304);
    expect(Date.parse(answer.headers.get('x-as-of') ?? '')).toBeGreaterThanOrEqual(
      Date.parse(String(first.headers['x-as-of'])),
    );
  });
});

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;');
