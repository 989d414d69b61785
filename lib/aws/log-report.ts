import { Logger } from '@aws-lambda-powertools/logger';
import { type Report, signals } from '../app/signals.ts';

/** Reports signals as structured log lines: the code is the message, the fields stand beside it. */
export function logReport(serviceName: string): Report {
  const logger = new Logger({ serviceName });
  return (code, fields) => logger[signals[code].level](code, { ...fields });
}
