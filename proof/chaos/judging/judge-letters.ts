import { bodyOf } from '../../../cli/dead-letters/letter.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import type { ProofFinding } from '../../kit/results/proof-finding.ts';
import type { Webhook } from '../traffic/chaos-webhook.ts';
import type { Settled } from './settle.ts';

/** Checks that the dead-letter queue holds all poison and nothing else. The same poison may be in it twice. */
export function judgeLetters(settled: Settled, webhooks: readonly Webhook[]): readonly ProofFinding[] {
  const { letters, counted } = settled;
  const poison = digestsOf(webhooks, 'poison');
  const forged = digestsOf(webhooks, 'forged');
  const buried = new Set<string>();
  const findings: ProofFinding[] = [];
  for (const letter of letters) {
    const digest = bodyDigest(bodyOf(letter));
    buried.add(digest);
    if (poison.has(digest)) continue;
    const reason = letter.reason ?? 'failed too often';
    findings.push({
      kind: forged.has(digest) ? 'forged' : 'dead_letters',
      what: `the dead letter ${letter.messageId} (${reason}) is not poison: ${digest}`,
    });
  }
  for (const digest of poison) {
    if (!buried.has(digest))
      findings.push({ kind: 'lost', what: `the poison ${digest} is not a dead letter` });
  }
  if (counted !== letters.length) {
    findings.push({
      kind: 'dead_letters',
      what: `${letters.length} dead letters were read, and the queue counts ${counted}`,
    });
  }
  return findings;
}

function digestsOf(webhooks: readonly Webhook[], kind: Webhook['kind']): ReadonlySet<string> {
  return new Set(webhooks.filter((webhook) => webhook.kind === kind).map(({ digest }) => digest));
}
