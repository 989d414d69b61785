import type { PublishDependencies } from '../../../lib/app/publish/publish-changes.ts';
import { listeningReport } from '../judging/silence.ts';
import type { Lane } from '../simulated/simulated-stream.ts';
import type { SimulatedTopic } from '../simulated/simulated-topic.ts';
import type { Setting } from '../world/setting.ts';
import { Actor } from './actor.ts';
import type { MoveSource } from './move-source.ts';

/** Names the service in the events of a world. */
export const EVENT_SOURCE = 'urn:checkout-webhooks:proof';

/** Smaller than on AWS, so that a short stream is still cut in many ways. */
const MOST_IN_A_BATCH = 10;

/**
 * The event source mapping of the stream and the publish function. A lane is read by one publisher at a time. It is
 * read again from the first change that failed, or from the start of the batch if nobody knows how far it came.
 */
export class Publishers implements MoveSource {
  readonly running = new Set<Actor>();
  /** The changes that nobody could read. */
  readonly letters: string[] = [];
  readonly #setting: Setting;
  readonly #topic: SimulatedTopic;
  #started = 0;

  constructor(setting: Setting, topic: SimulatedTopic) {
    this.#setting = setting;
    this.#topic = topic;
  }

  available(): number {
    return this.#waiting().length;
  }

  take(index: number): void {
    const lane = this.#waiting()[index];
    if (!lane) return;
    const { chooser, diary, receiver } = this.#setting;
    const left = lane.changes.length - lane.position;
    const count = 1 + chooser.below(Math.min(MOST_IN_A_BATCH, left));
    this.#started += 1;
    const actor = new Actor(`publisher ${this.#started}`, () => this.#end(lane, actor));
    lane.reader = actor;
    this.running.add(actor);
    const batch = lane.changes.slice(lane.position, lane.position + count);
    if (receiver.publisher.forgetsFirst) lane.position += count;
    diary.write(
      () => `${actor.name} receives the changes ${batch.map(({ recordId }) => recordId).join(', ')}`,
    );
    void this.#run(actor, lane, batch);
  }

  #waiting(): readonly Lane[] {
    return this.#setting.stream.lanes.filter(
      ({ changes, position, reader }) => reader === undefined && position < changes.length,
    );
  }

  async #run(actor: Actor, lane: Lane, batch: Lane['changes']): Promise<void> {
    const { receiver, scheduler, judge } = this.#setting;
    const { publish, forgetsFirst } = receiver.publisher;
    const invocation = { report: listeningReport(judge, []), outOfTime: actor.signal };
    const failed = await publish(this.#dependenciesOf(actor), batch, invocation);
    try {
      await scheduler.step(actor, 'checkpoint');
      const done = batch.findIndex(({ recordId }) => recordId === failed);
      if (!forgetsFirst) lane.position += done < 0 ? batch.length : done;
    } catch {
      // The stream does not learn how far the batch came, so it sends all of it again.
    }
    this.#end(lane, actor);
  }

  #dependenciesOf(actor: Actor): PublishDependencies {
    const { receiver, scheduler } = this.#setting;
    return {
      findProvider: receiver.findProvider,
      source: EVENT_SOURCE,
      outlet: this.#topic.portOf(actor),
      deadLetters: {
        send: ({ text }) =>
          scheduler.call(actor, { name: 'bury the change', about: text }, () => void this.letters.push(text)),
      },
    };
  }

  #end(lane: Lane, actor: Actor): void {
    if (lane.reader === actor) lane.reader = undefined;
    this.running.delete(actor);
  }
}
