import * as z from 'zod';

/** A value that CloudWatch would read from a log line. */
export interface MetricValue {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * A line in the embedded metric format, checked against its specification: every metric that is named must be a member
 * of the line. Lambda needs level and timestamp: it drops lines below the log level, and adds the two if they are missing.
 */
const Line = z.looseObject({
  level: z.literal('INFO'),
  code: z.literal('metrics'),
  timestamp: z.iso.datetime(),
  _aws: z.strictObject({
    Timestamp: z.int(),
    CloudWatchMetrics: z
      .array(
        z.strictObject({
          Namespace: z.string().min(1).max(255),
          Dimensions: z.array(z.array(z.string()).max(30)).min(1),
          Metrics: z
            .array(z.strictObject({ Name: z.string(), Unit: z.literal('Milliseconds').optional() }))
            .min(1),
        }),
      )
      .min(1),
  }),
});
const Values = z.union([z.number().transform((value) => [value]), z.array(z.number()).min(1).max(100)]);

/** Returns every metric value in the output of a function, by line, dimension set and metric. */
export function metricsIn(printed: string): readonly MetricValue[] {
  const lines = printed.split('\n').filter((text) => text.includes('"_aws"'));
  return lines.map((text) => Line.parse(JSON.parse(text))).flatMap(valuesIn);
}

const valuesIn = (line: z.infer<typeof Line>): readonly MetricValue[] =>
  line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((set) =>
      Metrics.flatMap(({ Name }) => {
        const dimensions = Object.fromEntries(set.map((key) => [key, z.string().min(1).parse(line[key])]));
        const about = { namespace: Namespace, name: Name, dimensions };
        return Values.parse(line[Name]).map((value) => ({ ...about, value }));
      }),
    ),
  );
