import {
  type EventSourceMappingConfiguration,
  LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import type { Target } from '../../stage/target.ts';

/** An event source mapping of a function, as Lambda reports it. */
export interface FunctionMapping {
  readonly uuid: string;
  readonly source: string;
  /** `Enabled`, `Disabled`, or a word for what Lambda is doing with it. */
  readonly state: string;
  /** Such as `OK`, `No records processed` or `PROBLEM: Function call failed`. The local stack has none. */
  readonly lastResult: string | undefined;
  /** When it was last changed (UTC, milliseconds). */
  readonly since: string | null;
}

/** @param key of the function in serverless.yml */
export async function readMappings(target: Target, key: string): Promise<readonly FunctionMapping[]> {
  const client = new LambdaClient(target.lambda);
  const request = { FunctionName: `${target.stackName}-${key}` };
  const found: FunctionMapping[] = [];
  try {
    for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, request))
      found.push(...EventSourceMappings.map(mappingFrom));
    return found;
  } finally {
    client.destroy();
  }
}

const mappingFrom = ({
  UUID = '',
  EventSourceArn = '',
  State = '',
  LastProcessingResult,
  LastModified,
}: EventSourceMappingConfiguration): FunctionMapping => ({
  uuid: UUID,
  source: EventSourceArn,
  state: State,
  lastResult: LastProcessingResult,
  since: LastModified?.toISOString() ?? null,
});
