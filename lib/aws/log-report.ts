import { type Report, signals } from '../app/signals.ts';
import { embeddedMetrics } from './embedded-metrics.ts';

export interface LogReportOptions {
  /** The function that reports. */
  readonly service: string;
  /** Where CloudWatch keeps the metrics. */
  readonly namespace: string;
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
 * Reports each signal as one line of JSON that is log and metric at once: the code says what happened, the fields
 * what it happened to, and the metadata tells CloudWatch what to count.
 */
export const logReport =
  ({ service, namespace, now = Date.now, write = toStandardOutput }: LogReportOptions): Report =>
  (code, fields) => {
    const timestamp = now();
    const line = {
      level: signals[code].level.toUpperCase(),
      code,
      timestamp: new Date(timestamp).toISOString(),
      service,
      ...fields,
      ...embeddedMetrics(namespace, code, fields, timestamp),
    };
    write(`${JSON.stringify(line)}\n`);
  };
