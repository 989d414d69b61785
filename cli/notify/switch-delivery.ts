import { describingFaults } from '../failure/describe-fault.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { interruptible } from '../terminal/interruptible.ts';
import { print, printJson } from '../terminal/screen.ts';
import { WaitingLine } from '../terminal/waiting-line.ts';
import { changeDelivery } from './change-delivery.ts';

const AWS_PAUSE_MS = 2_000;
const LOCAL_PAUSE_MS = 50;
/** AWS needs a minute at most, and as long as the function once more if it is just running. */
const TIMEOUT_MS = 5 * 60_000;

export interface SwitchOptions extends TargetOptions {
  readonly json?: true;
}

const sentences = {
  paused: ['Paused. The events wait in the queue, for up to 14 days.', 'It was paused already.'],
  on: ['Resumed. The events in the queue are sent now.', 'It was on already.'],
} as const;

/** Runs `notify pause` or `notify resume`. */
export async function switchDelivery(
  wanted: 'on' | 'paused',
  { json, ...options }: SwitchOptions,
): Promise<void> {
  const target = targetOf(options, process.env);
  const { NotifyMapping } = await import('./notify-mapping.ts');
  const line = new WaitingLine();
  const result = await describingFaults(target, () =>
    interruptible(async (signal) =>
      changeDelivery(await NotifyMapping.find(target), wanted, {
        pauseMs: target.isLocal ? LOCAL_PAUSE_MS : AWS_PAUSE_MS,
        timeoutMs: TIMEOUT_MS,
        signal,
        onWait: (delivery, waitedMs) => line.show(delivery, waitedMs),
      }),
    ).finally(() => line.end()),
  );
  const [done, before] = sentences[wanted];
  if (json) printJson(result);
  else print(result.changed ? done : before);
}
