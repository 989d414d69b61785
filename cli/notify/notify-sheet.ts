import { shortTime } from '../../lib/values/short-time.ts';
import { durationText } from '../arguments/duration.ts';
import { counted } from '../terminal/counted.ts';
import { wrapped } from '../terminal/fit-text.ts';
import { printable } from '../terminal/printable.ts';
import type { Fit } from '../terminal/screen.ts';
import type { NotifyStatus } from './notify-status.ts';

const LABEL_WIDTH = 'dead letters'.length;
const INDENT = ' '.repeat(LABEL_WIDTH + 2);
const MS_PER_SECOND = 1_000;

/** The status for people, one line per fact. */
export function notifySheet(status: NotifyStatus, fit?: Fit): string {
  const lines = [
    ['endpoint', status.endpoint ?? 'unknown'],
    ['delivery', deliveryText(status)],
    ['waiting', waitingText(status)],
    ['retrying', counted(status.retrying, 'event')],
    ['dead letters', String(status.deadLetters)],
    ...status.alarms.map(({ name, state, since }) => ['alarm', `${name}: ${state}${sinceText(since)}`]),
  ];
  return lines
    .map(([label = '', text = '']) =>
      wrapped(`${label.padEnd(LABEL_WIDTH)}  ${printable(text)}`, fit?.width, INDENT),
    )
    .join('\n');
}

const deliveryText = ({ delivery, since }: NotifyStatus): string =>
  delivery === 'on' ? delivery : `${delivery}${sinceText(since)}`;

function waitingText({ waiting, oldestSeconds }: NotifyStatus): string {
  const oldest =
    waiting > 0 && oldestSeconds !== null
      ? `, the oldest for ${durationText(oldestSeconds * MS_PER_SECOND)}`
      : '';
  return `${counted(waiting, 'event')}${oldest}`;
}

const sinceText = (since: string | null): string => (since === null ? '' : `, since ${shortTime(since)} UTC`);
