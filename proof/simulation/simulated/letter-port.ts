import type { DeadLetterQueue } from '../../../lib/app/ports.ts';
import type { Actor } from '../actors/actor.ts';
import { isPoison } from '../world/origin.ts';
import type { Setting } from '../world/setting.ts';
import type { Message } from './simulated-queue.ts';

/** Returns the dead-letter queue for an invocation, which may bury only its own messages, unchanged. */
export const letterPort = (
  { scheduler, letters, judge }: Setting,
  actor: Actor,
  batch: readonly Message[],
): DeadLetterQueue => ({
  send: ({ text, reason }) =>
    scheduler.call(actor, { name: 'bury', about: text }, () => {
      const origin = batch.find((message) => message.text === text)?.origin;
      if (!origin) judge.object('poison', 'A text is dead-lettered that was never received.');
      else if (!isPoison(origin)) judge.object('poison', `${origin.name} is dead-lettered as ${reason}.`);
      letters.letters.push({ text, reason, origin: origin ?? { name: 'an unknown text' } });
    }),
});
