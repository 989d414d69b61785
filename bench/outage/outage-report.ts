import { slowRun } from '../model/assumptions.ts';
import { virginia } from '../model/prices.ts';
import { markdownTable } from '../report.ts';
import type { AlarmName, DeployedQueues } from './deployed-queues.ts';
import { type Course, type Outage, simulateOutage } from './simulate-outage.ts';

/** How long an outage lasts, and how many webhooks a second arrive. */
export interface OutageLoad {
  readonly seconds: number;
  readonly rate: number;
}

const MS = 1_000;
const MINUTE = 60;
const MB_PER_GB = 1_024;
const BYTES_PER_GB = 1e9;
/** Assumed: three attempts of the SDK with its pauses, each refused at once. */
const REFUSED_MS = 300;
/** Assumed: bytes of the log line about a message that failed. */
const LINE_BYTES = 300;
/** Time that consume keeps to answer: lib/aws/lambda/consume-handler.ts. */
const RESERVE_SECONDS = 2;

/** The two ways in which a table fails: it refuses every write at once, or it does not answer. */
function outagesOf(queues: DeployedQueues, load: OutageLoad): readonly [Outage, Outage] {
  const silentMs = (queues.consumeTimeoutSeconds - RESERVE_SECONDS) * MS;
  const outage = { ...load, applyingMs: slowRun.batchMs };
  return [
    { ...outage, failingMs: REFUSED_MS },
    { ...outage, failingMs: silentMs },
  ];
}

/** The course of an outage in Markdown, for a table that refuses and for one that does not answer. */
export function outageReport(queues: DeployedQueues, load: OutageLoad): string {
  const columns = outagesOf(queues, load).map((outage) => ({
    outage,
    course: simulateOutage(queues, outage),
  }));
  const row = (name: string, cell: (course: Course, outage: Outage) => string): readonly string[] => [
    name,
    ...columns.map(({ course, outage }) => cell(course, outage)),
  ];
  const names: readonly AlarmName[] = ['message-failures', 'queue-age', 'dead-letters', 'dead-letter-age'];
  const rows = [
    row('webhooks accepted', ({ accepted }) => whole(accepted)),
    row('tries that fail', ({ failedTries }) => whole(failedTries)),
    row('most tries of one webhook', ({ mostTriesOfOne }) => whole(mostTriesOfOne)),
    row('most messages in flight', ({ mostInFlight }) => whole(mostInFlight)),
    row('webhooks that wait when it ends', ({ waitingAtEnd }) => whole(waitingAtEnd)),
    row('dead letters', ({ deadLetters }) => whole(deadLetters)),
    row('webhooks deleted because of their age', ({ expired }) => whole(expired)),
    ...names.map((name) => row(`alarm *${name}*`, (course) => alarmCell(course, name, load.seconds))),
    row('until all is applied, after its end', ({ appliedAt }) =>
      appliedAt === undefined ? 'never' : duration(appliedAt - load.seconds),
    ),
    row('cost of the tries', (course, outage) => `$${costOfTries(queues, course, outage).toFixed(2)}`),
  ];
  const title = `### An outage of the table of ${duration(load.seconds)} at ${load.rate} webhooks a second`;
  return [title, '', markdownTable(['', 'it refuses at once', 'it does not answer'], rows)].join('\n');
}

function alarmCell({ alarms }: Course, name: AlarmName, end: number): string {
  const time = alarms.get(name);
  if (!time) return 'not on';
  return `on after ${duration(time.from)}, until ${duration(time.until - end)} after the end`;
}

/** Lambda, receives and log lines of the tries that failed. */
function costOfTries(queues: DeployedQueues, { failedTries }: Course, { failingMs }: Outage): number {
  const batches = failedTries / queues.batchSize;
  const gigabyteSeconds = (queues.consumeMemoryMb / MB_PER_GB) * (failingMs / MS);
  const run = virginia.lambdaRequest + gigabyteSeconds * virginia.lambdaGigabyteSecond;
  const lines = ((failedTries * LINE_BYTES) / BYTES_PER_GB) * virginia.logGigabyte;
  return batches * (run + virginia.sqsRequest) + lines;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

function duration(seconds: number): string {
  const minutes = Math.ceil(seconds / MINUTE);
  if (minutes < 2 * MINUTE) return `${minutes} min`;
  return `${Number((minutes / MINUTE).toFixed(1))} h`;
}
