import type { Plan } from '../plan/plan.ts';
import { Timeouts } from '../simulated/timeouts.ts';
import type { Setting } from '../world/setting.ts';
import type { Consumers } from './consumers.ts';
import type { Ingests } from './ingests.ts';
import type { MoveSource } from './move-source.ts';
import { Returns } from './returns.ts';
import type { Senders } from './senders.ts';
import { Strays } from './strays.ts';

/** A kind of move, and how likely it is compared with the other possible ones. */
export interface Move {
  readonly source: MoveSource;
  readonly weight: number;
}

/** Returns all kinds of moves, the calmest first: finish what has begun, then begin something new, then disturb. */
export function movesOf(
  setting: Setting,
  plan: Plan,
  { senders, ingests, consumers }: { senders: Senders; ingests: Ingests; consumers: Consumers },
): readonly Move[] {
  const { disturbances } = plan.roughness;
  return [
    { source: setting.scheduler, weight: 60 },
    { source: senders, weight: 12 },
    { source: consumers, weight: 10 },
    { source: new Returns(setting, consumers, false), weight: 6 },
    { source: new Strays(setting, plan.strays), weight: 1 },
    { source: setting.letters, weight: 2 },
    { source: setting.secrets, weight: plan.rotates ? 1 : 0 },
    { source: new Returns(setting, consumers, true), weight: disturbances },
    { source: new Timeouts(setting, consumers), weight: disturbances },
    { source: ingests, weight: disturbances },
  ];
}
