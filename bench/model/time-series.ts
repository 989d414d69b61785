import * as z from 'zod/mini';

const MetricLine = z.looseObject({
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
  const series = new Set<string>();
  for (const text of printed) {
    const line = z.safeParse(MetricLine, JSON.parse(text)).data;
    for (const { Dimensions, Metrics } of line?._aws.CloudWatchMetrics ?? []) {
      for (const names of Dimensions) {
        const values = names.map((name) => line?.[name]);
        for (const { Name } of Metrics) series.add(JSON.stringify([Name, ...values]));
      }
    }
  }
  return series;
}
