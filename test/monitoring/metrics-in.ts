import * as z from 'zod';

/** A value as CloudWatch would take it out of a log line. */
export interface MetricValue {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * A line in embedded metric format, held to its specification: what is named must be there, and of its kind. Level and
 * time are for Lambda, which writes a line only when it is of the level that is set, and adds them where they are missing.
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

/** Every metric value in what a function printed: for each line, metric and dimension set those that are there. */
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
