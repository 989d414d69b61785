import type { Stoppable } from '../../emulators/restartable.ts';
import type { PausableMapping } from '../../lambda-api/pausable-mapping.ts';
import type { Pausable } from '../../mapping/pausable.ts';

/** Returns a mapping with the names under which Lambda's API finds it. */
export const registrable = (
  mapping: Pausable,
  functionName: string,
  eventSourceArn: string,
): PausableMapping & Stoppable => ({
  functionName,
  eventSourceArn,
  get enabled(): boolean {
    return mapping.enabled;
  },
  pause: async () => mapping.pause(),
  resume: async () => mapping.resume(),
  stop: () => mapping.stop(),
});
