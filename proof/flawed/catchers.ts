import { checkSignature } from '../../lib/webhook/signature.ts';
import { explore } from '../exhaustive/explore.ts';
import { permute } from '../exhaustive/permute.ts';
import { smallScenarios } from '../exhaustive/scenarios.ts';
import { Failure } from '../simulation/failure.ts';
import { checks, type Violation } from '../simulation/judging/check-name.ts';
import { realReceiver } from '../simulation/receiver.ts';
import { simulate } from '../simulation/simulate.ts';
import { otherComparison } from './constant-time.ts';
import type { Parts } from './flawed-receiver.ts';

export const realParts: Parts = { ...realReceiver, checkSignature };

/** An objection of a check to a receiver. */
export interface Objection {
  /** The name of the check. */
  readonly check: string;
  readonly title: string;
  readonly what: string;
}

/** A suite that the real receiver must pass. */
export interface Catcher {
  readonly name: string;
  readonly judge: (parts: Parts) => Promise<Objection | undefined>;
}

/** Far more than any of the flawed receivers survives. */
const DELIVERIES = 4_000;
const SEED = 1;

const objectionOf = (violation: Violation | undefined): Objection | undefined =>
  violation && { check: violation.check, title: checks[violation.check], what: violation.what };

/** The suites, the fastest first. */
export const catchers: readonly Catcher[] = [
  {
    name: 'constant time',
    judge: async (parts) => {
      const what = otherComparison(parts.checkSignature);
      if (what === undefined) return undefined;
      return { check: 'constant time', title: 'Digests are compared by timingSafeEqual alone', what };
    },
  },
  {
    name: 'simulation',
    judge: async (receiver) => {
      try {
        await simulate({ amount: { deliveries: DELIVERIES }, seed: SEED, receiver, shrinkRuns: 0 });
        return undefined;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return objectionOf(error.world.violation);
      }
    },
  },
  {
    name: 'every interleaving',
    judge: async (receiver) => {
      for (const scenario of await smallScenarios()) {
        const { violation } = await explore(scenario, { receiver });
        if (violation) return objectionOf(violation);
      }
      return undefined;
    },
  },
  {
    name: 'every order',
    judge: async (receiver) => {
      for (const kind of ['CCO-', 'tweed'] as const) {
        const { violation } = await permute(kind, receiver);
        if (violation) return objectionOf(violation);
      }
      return undefined;
    },
  },
];
