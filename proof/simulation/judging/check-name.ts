import type { Harm } from '../../kit/results/proof-finding.ts';

/** The promises that a simulation checks, after every step or once everything has settled. */
export const checks = {
  I1: 'Every delivery answered 200 is in its checkout’s history exactly once',
  I2: 'The row is the pure merge of its history, and equal to the model’s row for everything accepted',
  I3: 'No reader sees a position go down',
  I4: 'Only the exact bytes of a validly signed delivery reach the queue',
  I5: 'A message leaves the queue only after its effect, or its dead letter, is durable',
  I6: 'When nothing goes wrong any more, everything settles within a bounded number of steps',
  I7: 'Everything that needs a person was reported, and is listed in the row',
  I8: 'Every change that readers saw is published at least once, in order, and nothing else is',
  I9: 'An id has one body, and a sequence of a checkout one event',
  I10: 'When everything has settled, the merchant’s state of every checkout is the row’s',
  I11: 'Every checkout is shipped at most once, only if it was paid when it was claimed, and always if it is paid',
  I12: 'No webhook, repetition, resolution or rebuild takes a claim away',
  authentic: 'An authentic delivery is never refused as unauthorized',
  isolation: 'A message fails only because of a fault in its own work',
  poison: 'Exactly the messages that can never succeed are buried, each as it was received',
  silence: 'No body, header, signature or secret is reported',
} as const;

export type CheckName = keyof typeof checks;

/** The harm that a broken promise usually does to a merchant. */
export const usualHarm: Readonly<Record<CheckName, Harm | 'leaked'>> = {
  I1: 'lost',
  I2: 'regressed',
  I3: 'regressed',
  I4: 'forged',
  I5: 'lost',
  I6: 'lost',
  I7: 'regressed',
  I8: 'lost',
  I9: 'regressed',
  I10: 'regressed',
  I11: 'duplicated',
  I12: 'lost',
  authentic: 'lost',
  isolation: 'lost',
  poison: 'lost',
  silence: 'leaked',
};

/** A promise that was broken. */
export interface Violation {
  readonly check: CheckName;
  readonly harm: Harm | 'leaked';
  readonly what: string;
}
