import * as z from 'zod';
import type { MetricValue } from './metrics-in.ts';

const DimensionValue = z.union([
  z.string(),
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform((value) => value['Fn::GetAtt'][0]),
]);
const Dimensions = z
  .array(z.object({ Name: z.string(), Value: DimensionValue }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));

const Series = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions });
const Watched = z.object({
  ComparisonOperator: z.literal('GreaterThanOrEqualToThreshold'),
  TreatMissingData: z.literal('notBreaching'),
  Threshold: z.number(),
});
const OneSeries = Series.extend({ ...Watched.shape, Statistic: z.enum(['Sum', 'Maximum']) });
const Query = z.union([
  z.object({ Id: z.string(), Expression: z.string(), ReturnData: z.literal(true) }),
  z.object({
    Id: z.string(),
    ReturnData: z.literal(false),
    MetricStat: z.object({ Stat: z.literal('Sum'), Metric: Series }),
  }),
]);
const Formula = Watched.extend({ Metrics: z.array(Query) });

/**
 * Whether an alarm fires on the values of one period. As in CloudWatch, a value belongs to an alarm if it has its
 * namespace, its name and exactly its dimensions. Without a value an alarm does not fire.
 *
 * @param properties of the alarm in the template. A dimension that is a resource has its logical id as the value
 */
export function fires(properties: unknown, values: readonly MetricValue[]): boolean {
  const formula = Formula.safeParse(properties);
  if (formula.success) {
    const value = computed(formula.data.Metrics, values);
    return value !== undefined && value >= formula.data.Threshold;
  }
  const alarm = OneSeries.parse(properties);
  const value = statistic(alarm.Statistic, seriesOf(alarm, values));
  return value !== undefined && value >= alarm.Threshold;
}

const seriesOf = (series: z.infer<typeof Series>, values: readonly MetricValue[]): readonly number[] =>
  values
    .filter(
      ({ namespace, name, dimensions }) =>
        namespace === series.Namespace &&
        name === series.MetricName &&
        JSON.stringify(dimensions) === JSON.stringify(series.Dimensions),
    )
    .map(({ value }) => value);

function statistic(name: 'Sum' | 'Maximum', values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return name === 'Sum' ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
}

/**
 * Computes metric math. The part that our alarms use is JavaScript with the functions `IF` and `FILL`. Without a value
 * for a series there is no result, unless the series is filled.
 */
function computed(
  queries: readonly z.infer<typeof Query>[],
  values: readonly MetricValue[],
): number | undefined {
  const series = queries.flatMap((query) =>
    'MetricStat' in query
      ? [[query.Id, statistic('Sum', seriesOf(query.MetricStat.Metric, values))] as const]
      : [],
  );
  const [expression = ''] = queries.flatMap((query) => ('Expression' in query ? [query.Expression] : []));
  const missing = series.filter(([, value]) => value === undefined);
  if (missing.some(([id]) => !expression.includes(`FILL(${id}, `))) return undefined;
  const IF = (condition: boolean, yes: number, no: number) => (condition ? yes : no);
  const FILL = (value: number | undefined, otherwise: number) => value ?? otherwise;
  const calculate = new Function('IF', 'FILL', ...series.map(([id]) => id), `return ${expression};`);
  return z.number().parse(calculate(IF, FILL, ...series.map(([, value]) => value)));
}
