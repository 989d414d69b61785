import * as z from 'zod/mini';
import { readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';
import { sum } from '../kit/statistics.ts';
import { byTheMonth, virginia } from '../prices.ts';
import type { CostLine } from './bill.ts';
import type { MeasuredWebhook } from './measured-webhook.ts';

const Query = z.object({ MetricStat: z.optional(z.looseObject({})) });
const Alarms = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Properties: z.object({ Metrics: z.optional(z.array(Query)) }) }),
  ),
});

const MILLION = 1_000_000;
const GB = 1e9;
/** Lambda asks an empty queue with five pollers, each every 20 s. */
const POLL_REQUESTS = 5 * 3 * 60 * 24 * 30;

/** What a stage costs in a month in which nothing comes, in us-east-1: no metric has a value then. */
export function standingCost(): readonly CostLine[] {
  const alarms = alarmedMetrics();
  const watched = sum(alarms);
  return [
    {
      component: 'Alarms',
      of: `${alarms.length} alarms over ${watched} metrics`,
      dollars: watched * byTheMonth.alarmMetric,
    },
    { component: 'Dashboard', of: 'free while there are at most three', dollars: byTheMonth.dashboard },
    { component: 'Key', of: "of the alarms' topic", dollars: byTheMonth.key },
    {
      component: 'Polling',
      of: 'the empty queue, five pollers every 20 s',
      dollars: POLL_REQUESTS * virginia.sqsRequest,
    },
  ];
}

/** Of each alarm, over how many metrics it is. */
function alarmedMetrics(): readonly number[] {
  const { Resources } = z.parse(Alarms, readCloudFormationYaml('.', 'resources/alarms.yml'));
  return Object.values(Resources).map(
    ({ Properties: { Metrics } }) => Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1,
  );
}

/** What a million webhooks leave behind, for each month that it is kept. */
export function storagePerMillion({ rowBytes, webhooksPerCheckout }: MeasuredWebhook): CostLine {
  const gigabytes = ((MILLION / webhooksPerCheckout) * rowBytes) / GB;
  return {
    component: 'Storage',
    of: `${gigabytes.toFixed(2)} GB of rows with recovery, a month`,
    dollars: gigabytes * (byTheMonth.tableGigabyte + byTheMonth.recoveryGigabyte),
  };
}
