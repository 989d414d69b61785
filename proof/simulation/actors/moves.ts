import type { Plan } from '../plan/plan.ts';
import { Timeouts } from '../simulated/timeouts.ts';
import type { Setting } from '../world/setting.ts';
import type { Consumers } from './consumers.ts';
import type { Ingests } from './ingests.ts';
import type { MoveSource } from './move-source.ts';
import type { Rebuilds } from './rebuilds.ts';
import { Returns } from './returns.ts';
import type { Senders } from './senders.ts';
import { Strays } from './strays.ts';

/** A kind of move, and how likely it is compared with the other possible ones. */
export interface Move {
  readonly source: MoveSource;
  readonly weight: number;
}

interface Actors {
  readonly senders: Senders;
  readonly ingests: Ingests;
  readonly consumers: Consumers;
  readonly rebuilds: Rebuilds;
}

/** Returns all kinds of moves, the calmest first: finish what has begun, then begin something new, then disturb. */
export function movesOf(
  setting: Setting,
  plan: Plan,
  { senders, ingests, consumers, rebuilds }: Actors,
): readonly Move[] {
  const { disturbances } = plan.roughness;
  return [
    { source: setting.scheduler, weight: 60 },
    { source: senders, weight: 12 },
    { source: consumers, weight: 10 },
    { source: new Returns(setting, setting.queue, consumers.running, false), weight: 6 },
    { source: new Strays(setting, plan.strays), weight: 1 },
    { source: setting.letters, weight: 2 },
    { source: setting.secrets, weight: plan.rotates ? 1 : 0 },
    { source: new Returns(setting, setting.queue, consumers.running, true), weight: disturbances },
    { source: new Timeouts(setting, consumers.running), weight: disturbances },
    { source: ingests, weight: disturbances },
    { source: rebuilds, weight: 10 },
  ];
}
