/** Lambda's log levels, lowest first: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
export const logLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
export type LogLevel = (typeof logLevels)[number];

const ascending: readonly string[] = logLevels;

export const isAtLeast = (level: string, threshold: LogLevel): boolean =>
  ascending.indexOf(level) >= ascending.indexOf(threshold);
