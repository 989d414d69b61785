import { type ReadCheckouts, readCheckouts } from '../../lib/app/read-checkouts.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { ConsolePorts } from '../console-ports.ts';
import { sharedRead } from '../server/shared-read.ts';
import { type Overview, overviewHtml } from '../views/overview.ts';
import { content, type MakePage } from './console-page.ts';

const COUNTS_MAX_AGE_MS = 3_000;
const ALARMS_MAX_AGE_MS = 30_000;
/** Counting further would cost more with every checkout, and no longer says anything that matters. */
const COUNTED_AT_MOST = 1_000;
const INBOX_SHOWN = 5;

/** The first page: what is where, and what needs somebody. */
export const overviewPage: MakePage = (ports) => {
  const checkouts = readCheckouts(ports.reader, findProvider);
  const numbers = sharedRead(COUNTS_MAX_AGE_MS, () => readNumbers(ports, checkouts));
  const { readAlarms } = ports;
  const alarms = readAlarms && sharedRead(ALARMS_MAX_AGE_MS, readAlarms);
  return {
    section: { path: '/', title: 'Overview' },
    matches: (path) => path === '/',
    async get() {
      const [{ value, at }, firing] = await Promise.all([numbers.get(), alarms?.get()]);
      return content('Overview', overviewHtml({ ...value, alarms: firing }), at);
    },
  };
};

type Numbers = Omit<Overview, 'alarms'>;

async function readNumbers(
  { counter, countQueue }: ConsolePorts,
  checkouts: ReadCheckouts,
): Promise<Numbers> {
  const counting = CheckoutState.options.map(async (state) => ({
    state,
    count: await counter.count(state, COUNTED_AT_MOST),
  }));
  const [states, waiting, inbox, deliveries, deadLetters] = await Promise.all([
    Promise.all(counting),
    counter.count('attention', COUNTED_AT_MOST),
    checkouts.listByAttention({ limit: INBOX_SHOWN }),
    countQueue('deliveries'),
    countQueue('dead-letters'),
  ]);
  return { states, waiting, inbox: inbox.items, deliveries, deadLetters, countedAtMost: COUNTED_AT_MOST };
}
