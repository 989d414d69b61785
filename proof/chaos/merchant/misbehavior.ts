import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** The ways in which the endpoint answers badly. Most events are answered well. */
const misbehaviors = ['slow', 'http_500', 'hanging', 'cut_before', 'cut_after'] as const;
export type Misbehavior = (typeof misbehaviors)[number];

/** One in this many events meets a misbehavior. */
const EVENTS_PER_MISBEHAVIOR = 25;
const SLOW_MS = 1_500;

/**
 * Returns how the endpoint misbehaves towards an event. It does so once per event, because notify waits for minutes
 * after the third try, and kills come on top.
 */
export function misbehaviorOf(id: string, times: number): Misbehavior | undefined {
  if (times > 1) return undefined;
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003;
  if (sum % EVENTS_PER_MISBEHAVIOR !== 0) return undefined;
  return misbehaviors[Math.floor(sum / EVENTS_PER_MISBEHAVIOR) % misbehaviors.length];
}

/** Misbehaves before the event is applied. @returns whether it must not be applied at all */
export async function before(misbehavior: Misbehavior | undefined, answer: ServerResponse): Promise<boolean> {
  if (misbehavior === 'slow') await sleep(SLOW_MS);
  if (misbehavior === 'http_500') answer.writeHead(500).end();
  if (misbehavior === 'cut_before') answer.destroy();
  // Nothing is ever answered: notify gives up after 15 seconds.
  return misbehavior === 'http_500' || misbehavior === 'cut_before' || misbehavior === 'hanging';
}

/** Answers, or closes the connection in the middle of the answer. */
export function answerTo(misbehavior: Misbehavior | undefined, answer: ServerResponse): void {
  if (misbehavior !== 'cut_after') {
    answer.writeHead(204).end();
    return;
  }
  answer.writeHead(200, { 'content-length': 100 });
  answer.write('half of it', () => answer.destroy());
}
