import * as z from 'zod/mini';

const Line = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

/** The time series for which printed lines have a value: each combination of a metric and its dimensions, once. */
export function timeSeriesIn(printed: readonly string[]): ReadonlySet<string> {
  const lines = printed.flatMap((text) => z.safeParse(Line, JSON.parse(text)).data ?? []);
  return new Set(lines.flatMap(seriesIn));
}

const seriesIn = (line: z.infer<typeof Line>): readonly string[] =>
  line._aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) =>
    Dimensions.flatMap((set) =>
      Metrics.map(({ Name }) => JSON.stringify([Name, ...set.map((dimension) => line[dimension])])),
    ),
  );
