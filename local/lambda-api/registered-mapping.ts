import { functionArn } from './function-arn.ts';
import { mappingUuid } from './mapping-uuid.ts';
import type { PausableMapping } from './pausable-mapping.ts';

const MS_PER_SECOND = 1_000;

/**
 * A mapping in the words of Lambda's API.
 * https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html
 */
export interface MappingConfiguration {
  readonly UUID: string;
  readonly FunctionArn: string;
  readonly EventSourceArn: string;
  readonly State: 'Enabled' | 'Disabled' | 'Enabling' | 'Disabling';
  readonly StateTransitionReason: string;
  /** Seconds since the epoch: when the state was last changed. */
  readonly LastModified: number;
}

/** A mapping as Lambda's API knows it. A change is only begun: like Lambda, it answers before the mapping has stopped. */
export class RegisteredMapping {
  readonly uuid: string;
  readonly #mapping: PausableMapping;
  readonly #functionArn: string;
  readonly #onFault: (text: string) => void;
  #isChanging = false;
  #isWanted: boolean;
  #lastModified = Date.now();

  constructor(mapping: PausableMapping, region: string, onFault: (text: string) => void) {
    this.#mapping = mapping;
    this.uuid = mappingUuid(mapping.functionName, mapping.eventSourceArn);
    this.#functionArn = functionArn(region, mapping.functionName);
    this.#onFault = onFault;
    this.#isWanted = mapping.enabled;
  }

  get isChanging(): boolean {
    return this.#isChanging;
  }

  /** @param source absent matches every source @param functionName likewise */
  matches(functionName: string | undefined, source: string | undefined): boolean {
    const isOfFunction = functionName === undefined || functionName === this.#mapping.functionName;
    return isOfFunction && (source === undefined || source === this.#mapping.eventSourceArn);
  }

  /**
   * Begins to enable or to disable the mapping. Does nothing if it already is.
   * @param at milliseconds since the epoch
   */
  change(isEnabled: boolean, at: number): void {
    if (isEnabled === this.#mapping.enabled) return;
    this.#isChanging = true;
    this.#isWanted = isEnabled;
    this.#lastModified = at;
    const changing = isEnabled ? this.#mapping.resume() : this.#mapping.pause();
    changing
      .catch((error: unknown) =>
        this.#onFault(`The mapping did not ${isEnabled ? 'resume' : 'pause'}: ${error}`),
      )
      .finally(() => {
        this.#isChanging = false;
      });
  }

  describe(): MappingConfiguration {
    return {
      UUID: this.uuid,
      FunctionArn: this.#functionArn,
      EventSourceArn: this.#mapping.eventSourceArn,
      State: this.#state(),
      StateTransitionReason: 'USER_INITIATED',
      LastModified: this.#lastModified / MS_PER_SECOND,
    };
  }

  #state(): MappingConfiguration['State'] {
    if (this.#isChanging) return this.#isWanted ? 'Enabling' : 'Disabling';
    return this.#mapping.enabled ? 'Enabled' : 'Disabled';
  }
}
