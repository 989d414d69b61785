/** What a simulation checks, after every step or once everything has settled. */
export const checks = {
  I1: 'Every delivery answered 200 is in its checkout’s history exactly once',
  I2: 'The row is the pure merge of its history and what the model makes of all that was accepted',
  I3: 'No reader sees a position go down',
  I4: 'Nothing reaches the queue but the exact bytes of a validly signed delivery',
  I5: 'A message leaves the queue only after its effect, or its dead letter, is durable',
  I6: 'Once nothing goes wrong any more, everything settles within a bounded number of steps',
  authentic: 'An authentic delivery is never refused as unauthorized',
  isolation: 'A message fails only by a fault in its own work',
  poison: 'Exactly the messages that can never succeed are buried, each as it was received',
  silence: 'No body, header, signature or secret is reported',
} as const;

export type CheckName = keyof typeof checks;

/** What it would mean to a merchant. */
export type Harm = 'lost' | 'regressed' | 'duplicated' | 'forged' | 'told';

export const usualHarm: Readonly<Record<CheckName, Harm>> = {
  I1: 'lost',
  I2: 'regressed',
  I3: 'regressed',
  I4: 'forged',
  I5: 'lost',
  I6: 'lost',
  authentic: 'lost',
  isolation: 'lost',
  poison: 'lost',
  silence: 'told',
};

/** What a check found wrong. */
export interface Violation {
  readonly check: CheckName;
  readonly harm: Harm;
  readonly what: string;
}
