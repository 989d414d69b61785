import { startStack } from '../../local/stack/stack.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import { Arrivals } from './arrival-log.ts';
import type { Hold } from './hold.ts';
import { WebhookSender } from './webhook-sender.ts';

/** A backlog gets so long to be worked off. */
const PATIENCE_MS = 20_000;

/** The local stack as `npm start` runs it, in this process, and someone who sends it webhooks from another. */
export interface LoadedStack extends AsyncDisposable {
  /** Sends at a rate for some seconds, and waits until all is done with. */
  hold(perSecond: number, seconds: number): Promise<Hold>;
}

export async function startLoadedStack(): Promise<LoadedStack> {
  const arrivals = new Arrivals();
  const stack = await startStack({ onLine: (line) => arrivals.note(line) });
  return loaded(stack, arrivals);
}

/** @param stack one whose log lines the arrivals take note of */
export function loaded(
  { url, stop }: { readonly url: string; stop(): Promise<void> },
  arrivals: Arrivals,
  sender = new WebhookSender(),
): LoadedStack {
  return {
    async hold(perSecond, seconds) {
      const sent = await sender.send({ url, secret: LOCAL_SECRET, perSecond, seconds });
      return { perSecond, seconds, refused: sent.refused, ...(await arrivals.of(sent, PATIENCE_MS)) };
    },
    async [Symbol.asyncDispose]() {
      sender[Symbol.dispose]();
      await stop();
    },
  };
}
