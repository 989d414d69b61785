import { bodyOf } from '../../../cli/dead-letters/letter.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import type { Webhook } from '../traffic/chaos-webhook.ts';
import type { Finding } from './chaos-finding.ts';
import type { Settled } from './settle.ts';

/** The dead-letter queue must hold the poison, all of it, and nothing else. The same poison may be there twice. */
export function judgeLetters(settled: Settled, webhooks: readonly Webhook[]): readonly Finding[] {
  const { letters, counted } = settled;
  const of = (kind: Webhook['kind']) =>
    new Set(webhooks.filter((webhook) => webhook.kind === kind).map(({ digest }) => digest));
  const [poison, forged] = [of('poison'), of('forged')];
  const there = letters.map((letter) => ({ ...letter, digest: bodyDigest(bodyOf(letter)) }));
  const buried = new Set(there.map(({ digest }) => digest));
  const lost = [...poison].filter((digest) => !buried.has(digest));
  const wrong = there.filter(({ digest }) => !poison.has(digest));
  return [
    ...lost.map((digest): Finding => ({ kind: 'lost', what: `the poison ${digest} is no dead letter` })),
    ...wrong.map(
      ({ digest, reason, messageId }): Finding => ({
        kind: forged.has(digest) ? 'forged' : 'dead letters',
        what: `the dead letter ${messageId} (${reason ?? 'failed too often'}) is no poison: ${digest}`,
      }),
    ),
    ...(counted === letters.length
      ? []
      : [{ kind: 'dead letters', what: `${letters.length} were read, ${counted} are there` } as const]),
  ];
}
