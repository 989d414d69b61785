import {
  type EventSourceMappingConfiguration,
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { CommandFailure } from '../failure/command-failure.ts';
import type { Target } from '../stage/target.ts';

/** Whether signed webhooks are sent. A change takes AWS some seconds, sometimes a minute. */
export type Delivery = 'on' | 'pausing' | 'paused' | 'resuming';

export interface DeliveryState {
  readonly delivery: Delivery;
  /** When it was last changed (UTC, milliseconds). */
  readonly since: string | null;
}

/** The states of a mapping. While AWS creates or updates one, no messages are lost: they wait in the queue. */
const deliveries: Readonly<Record<string, Delivery>> = {
  Enabled: 'on',
  Disabling: 'pausing',
  Disabled: 'paused',
  Enabling: 'resuming',
  Creating: 'resuming',
  Updating: 'resuming',
};

/** The event source mapping of the notify function. While it is disabled, the events wait in the queue. */
export class NotifyMapping {
  readonly #client: LambdaClient;
  readonly #uuid: string;

  /** @throws CommandFailure (not_switched_on) if the target sends no signed webhooks */
  static async find(target: Target): Promise<NotifyMapping> {
    const client = new LambdaClient(target.lambda);
    const command = new ListEventSourceMappingsCommand({ FunctionName: `${target.stackName}-notify` });
    const { EventSourceMappings: [mapping] = [] } = await client.send(command);
    if (mapping?.UUID !== undefined) return new NotifyMapping(client, mapping.UUID);
    throw notSwitchedOn(target);
  }

  private constructor(client: LambdaClient, uuid: string) {
    this.#client = client;
    this.#uuid = uuid;
  }

  async state(): Promise<DeliveryState> {
    return stateIn(await this.#client.send(new GetEventSourceMappingCommand({ UUID: this.#uuid })));
  }

  /** Asks AWS to change the mapping. @returns false if AWS refuses because it is changing the mapping already */
  async ask(isEnabled: boolean): Promise<boolean> {
    const command = new UpdateEventSourceMappingCommand({ UUID: this.#uuid, Enabled: isEnabled });
    try {
      await this.#client.send(command);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceInUseException') return false;
      throw error;
    }
  }
}

const stateIn = ({ State = '', LastModified }: EventSourceMappingConfiguration): DeliveryState => ({
  delivery: deliveries[State] ?? 'pausing',
  since: LastModified?.toISOString() ?? null,
});

const notSwitchedOn = ({ isLocal, title }: Target): CommandFailure =>
  new CommandFailure(
    'not_switched_on',
    isLocal
      ? 'The local stack sends no signed webhooks. Start it with: npm start -- --forward-to http://localhost:8080/paid'
      : `No signed webhooks are sent on ${title}. Set notifyUrl in stages/<stage>.yml (docs/settings.md), and deploy.`,
  );
