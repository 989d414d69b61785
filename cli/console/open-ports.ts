import type { ConsolePorts } from '../../console/console-ports.ts';
import { openCounter, openRows } from '../aws/open-rows.ts';
import { readAlarms } from '../aws/read-alarms.ts';
import { Queues } from '../aws/stage-queues.ts';
import { examine } from '../doctor/examine.ts';
import { describeFault } from '../failure/describe-fault.ts';
import type { Target } from '../stage/target.ts';

/** Opens a target for a console, which reads and writes it in the same ways as the commands. */
export function openPorts(target: Target): ConsolePorts {
  const queues = new Queues(target);
  return {
    ...openRows(target),
    counter: openCounter(target),
    countQueue: (queue) => queues.count(queue),
    readAlarms: target.isLocal ? undefined : () => readAlarms(target),
    examine: (isProbing) => examine(target, { environment: process.env, isProbing }),
    describe: (error) => describeFault(target, error).message,
  };
}
