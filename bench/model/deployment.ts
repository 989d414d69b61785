import * as z from 'zod';
import { StageSettings } from '../../deploy/stage-settings.ts';
import { INDEX_SHARDS } from '../../lib/aws/dynamodb/index-shard.ts';
import { readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';
import { readDefaultSettings } from '../../service/settings/default-settings.ts';

/** Settings of a stage that limit how much gets through, and one constant that does. */
export interface Settings {
  readonly throttleRate: number;
  readonly throttleBurst: number;
  readonly consumeConcurrency: number;
  /** The constant in lib/aws/dynamodb/index-shard.ts. */
  readonly INDEX_SHARDS: number;
}

type FunctionName = 'ingest' | 'consume' | 'publish' | 'notify';

/** The parts of what serverless.yml deploys that cost and limits depend on. */
export interface Deployment {
  readonly memoryMb: Readonly<Record<FunctionName, number>>;
  /** How many messages consume gets at a time under load. */
  readonly batchSize: number;
  /** The defaults. */
  readonly settings: Settings;
  /** The number of metrics that each alarm watches. AWS bills an alarm over a formula for every metric in it. */
  readonly alarms: readonly number[];
  /** The same for the alarms of a stage that publishes. */
  readonly publishingAlarms: readonly number[];
  /** The same for the alarms of a stage that notifies an endpoint. */
  readonly notifyAlarms: readonly number[];
}

const Query = z.object({ MetricStat: z.looseObject({}).optional() });
const AlarmsFile = z.object({
  Resources: z.record(z.string(), z.object({ Properties: z.object({ Metrics: z.array(Query).optional() }) })),
});

export function readDeployment(): Deployment {
  const { functions, mappings } = readServiceDefinition('.');
  const memoryOf = (name: string): number => functions[name]?.memoryMb ?? Number.NaN;
  const settings = StageSettings.parse(readDefaultSettings('.'));
  const { throttleRate, throttleBurst, consumeConcurrency } = settings;
  return {
    memoryMb: {
      ingest: memoryOf('ingest'),
      consume: memoryOf('consume'),
      publish: memoryOf('publish'),
      notify: memoryOf('notify'),
    },
    batchSize: mappings[0]?.batchSize ?? Number.NaN,
    settings: { throttleRate, throttleBurst, consumeConcurrency, INDEX_SHARDS },
    alarms: metricsOfAlarms('resources/alarms.yml'),
    publishingAlarms: metricsOfAlarms('resources/publishing-alarms.yml'),
    notifyAlarms: metricsOfAlarms('resources/notify-alarms.yml'),
  };
}

function metricsOfAlarms(file: string): readonly number[] {
  const { Resources } = AlarmsFile.parse(readCloudFormationYaml('.', file));
  return Object.values(Resources).map(({ Properties: { Metrics } }) => metricsIn(Metrics));
}

/** An alarm without a list of metrics watches one. */
const metricsIn = (queries: readonly z.infer<typeof Query>[] | undefined): number =>
  queries?.filter(({ MetricStat }) => MetricStat).length ?? 1;
