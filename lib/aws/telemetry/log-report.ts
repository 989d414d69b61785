import { type Report, signals } from '../../app/signals.ts';
import type { InvocationReport } from '../lambda/invocation-report.ts';
import { EmbeddedMetrics } from './embedded-metrics.ts';
import { isAtLeast, type LogLevel } from './log-level.ts';

export interface LogReportOptions {
  /** Where CloudWatch keeps the metrics. */
  readonly namespace: string;
  /** Signals below it are counted and have no line. */
  readonly threshold?: LogLevel;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Takes a whole line. */
  readonly write?: (line: string) => void;
}

/** Past the console, which the Lambda runtime patches to put its own prefix before every line. */
const toStandardOutput = (line: string): void => {
  process.stdout.write(line);
};

/**
 * Reports to the log, one line of JSON a signal as it comes: the code says what happened, the fields what it happened
 * to. What the signals of an invocation count and measure is written at its end, in lines that CloudWatch makes
 * metrics of.
 */
export function logReport({
  namespace,
  threshold = 'INFO',
  now = Date.now,
  write = toStandardOutput,
}: LogReportOptions): InvocationReport {
  const metrics = new EmbeddedMetrics();
  let isOver = false;
  // Lambda fills in level and time where they are missing, and reads them where they are not.
  const writeLine = (level: string, code: string, timestamp: number, members: object): void =>
    write(`${JSON.stringify({ level, code, timestamp: new Date(timestamp).toISOString(), ...members })}\n`);
  const flush = (): void =>
    quietly(() => {
      isOver = true;
      const timestamp = now();
      for (const members of metrics.take(namespace, timestamp))
        writeLine('INFO', 'metrics', timestamp, members);
    });
  const report: Report = (code, fields) =>
    quietly(() => {
      metrics.add(code, fields);
      const level = signals[code].level.toUpperCase();
      if (isAtLeast(level, threshold)) writeLine(level, code, now(), fields);
      // A call that was given up may still report, once the answer is gone: nobody else will flush for it.
      if (isOver) flush();
    });
  return { report, flush };
}

/** Reporting never changes what becomes of a webhook: a line that cannot be written is lost, and nothing else is. */
function quietly(write: () => void): void {
  try {
    write();
  } catch {
    // Where this would be told is what does not work.
  }
}
