import {
  type LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import type { DeliveryPause } from '../../app/notify/notify-ports.ts';
import { portCall } from '../port-call.ts';

/**
 * Pauses a function by disabling its event source mappings. The messages stay in the queue.
 * @param functionName the function that calls this. It has one mapping, and needs no permission for others
 */
export const mappingPause = (client: LambdaClient, functionName: string): DeliveryPause => ({
  async pause(signal: AbortSignal): Promise<void> {
    const list = new ListEventSourceMappingsCommand({ FunctionName: functionName });
    const found = await portCall('ListEventSourceMappings', () => client.send(list), signal);
    for (const { UUID, State } of found.EventSourceMappings ?? []) {
      // Another batch may have paused it a moment ago. An update of a mapping that is being updated is refused.
      if (State === 'Disabling' || State === 'Disabled') continue;
      const update = new UpdateEventSourceMappingCommand({ UUID, Enabled: false });
      await portCall('UpdateEventSourceMapping', () => client.send(update), signal);
    }
  },
});
