import { logCodes, type Report } from '../../app/log-codes.ts';
import { EmbeddedMetrics } from './embedded-metrics.ts';
import { isAtLeast, type LogLevel } from './log-level.ts';

/** The log of one invocation of a function. Neither of its functions throws. */
export interface InvocationLog {
  readonly report: Report;
  /** Writes the metrics of what was reported. Must be called when the invocation ends, also when it fails. */
  readonly flush: () => void;
}

export interface InvocationLogOptions {
  /** The namespace of the metrics in CloudWatch. */
  readonly namespace: string;
  /** The lowest level that is written. Codes of a lower level are counted all the same. */
  readonly threshold?: LogLevel;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Writes a whole line. */
  readonly write?: (line: string) => void;
}

/** Does not use the console, because the Lambda runtime patches it to put its own prefix before every line. */
const toStandardOutput = (line: string): void => {
  process.stdout.write(line);
};

/**
 * Starts the log of an invocation. Each report is written at once, as one line of JSON: the code says what happened,
 * the fields say to what. Metrics are written by `flush`, in lines that CloudWatch reads them from.
 */
export function startInvocationLog({
  namespace,
  threshold = 'INFO',
  now = Date.now,
  write = toStandardOutput,
}: InvocationLogOptions): InvocationLog {
  const metrics = new EmbeddedMetrics();
  let isOver = false;
  // Lambda adds level and time to a line that lacks them, and reads them from a line that has them.
  const writeLine = (level: string, code: string, timestamp: number, members: object): void =>
    write(`${JSON.stringify({ level, code, timestamp: new Date(timestamp).toISOString(), ...members })}\n`);
  const writeMetrics = (): void => {
    const timestamp = now();
    for (const members of metrics.take(namespace, timestamp))
      writeLine('INFO', 'metrics', timestamp, members);
  };
  const flush = (): void =>
    ignoringFaults(() => {
      isOver = true;
      writeMetrics();
    });
  const report: Report = (code, fields) =>
    ignoringFaults(() => {
      metrics.add(code, fields);
      const level = logCodes[code].level.toUpperCase();
      if (isAtLeast(level, threshold)) writeLine(level, code, now(), fields);
      // A call that was given up may still report after the end. Nothing else would flush its metrics.
      if (isOver || 'isUrgent' in logCodes[code]) writeMetrics();
    });
  return { report, flush };
}

/** A line that cannot be written is lost. It must not change the outcome of a webhook. */
function ignoringFaults(write: () => void): void {
  try {
    write();
  } catch {
    // The log is where this fault would be reported.
  }
}
