import { listeningReport } from '../judging/silence.ts';
import { letterPort } from '../simulated/letter-port.ts';
import { MAX_RECEIVES, type Message } from '../simulated/simulated-queue.ts';
import { workOf } from '../world/origin.ts';
import type { Setting } from '../world/setting.ts';
import { whatIsMissing } from '../world/what-is-missing.ts';
import { Actor } from './actor.ts';
import type { MoveSource } from './move-source.ts';

/** As in serverless.yml. */
const MOST_IN_A_BATCH = 10;

const deletion = { name: 'delete', about: 'delete' };

interface Run {
  readonly actor: Actor;
  readonly batch: readonly Message[];
}

/**
 * The event source mapping and the consume function behind it: receives a batch, has it applied, and deletes
 * what was not named as failed. What is received next, how much of it and in what order, is a choice.
 */
export class Consumers implements MoveSource {
  readonly running = new Set<Actor>();
  receives = 0;
  readonly #setting: Setting;
  readonly #most: number;
  #runs = 0;

  constructor(setting: Setting, most: number) {
    this.#setting = setting;
    this.#most = most;
  }

  available(): number {
    return this.running.size < this.#most ? this.#setting.queue.visible().length : 0;
  }

  /** @param index the first message of the batch; the others follow in the order of the queue, round and round */
  take(index: number): void {
    const visible = this.#setting.queue.visible();
    const count = 1 + this.#setting.chooser.below(Math.min(MOST_IN_A_BATCH, visible.length));
    const wanted = [...visible.slice(index), ...visible.slice(0, index)].slice(0, count);
    const batch = wanted.filter((message) => !this.#isMovedAway(message));
    if (batch.length === 0) return;
    this.#runs += 1;
    this.receives += batch.length;
    const actor = new Actor(`consumer ${this.#runs}`, () => this.running.delete(actor));
    this.running.add(actor);
    for (const message of batch) {
      message.receives += 1;
      message.holder = actor;
    }
    this.#setting.diary.write(
      () =>
        `${actor.name} receives ${batch.map(({ messageId, origin }) => `${messageId} (${origin.name})`).join(', ')}`,
    );
    void this.#run({ actor, batch });
  }

  /** The redrive policy: what was received too often goes to the dead-letter queue instead. */
  #isMovedAway(message: Message): boolean {
    if (message.receives < MAX_RECEIVES) return false;
    const { queue, letters, diary } = this.#setting;
    letters.letters.push({ text: message.text, origin: message.origin });
    queue.delete(message);
    diary.write(() => `the redrive policy moves ${message.messageId} to the dead-letter queue`);
    return true;
  }

  async #run({ actor, batch }: Run): Promise<void> {
    const failed = await this.#apply({ actor, batch });
    const done = batch.filter(({ messageId }) => !failed.has(messageId));
    try {
      await this.#setting.scheduler.call(actor, deletion, () => this.#delete(actor, done));
    } catch {
      // What could not be deleted comes back, and has its effect already.
    }
    this.running.delete(actor);
  }

  async #apply({ actor, batch }: Run): Promise<ReadonlySet<string>> {
    const { receiver, table, judge, clock } = this.#setting;
    const dependencies = {
      findProvider: receiver.findProvider,
      store: table.portOf(actor),
      deadLetters: letterPort(this.#setting, actor, batch),
      now: () => clock.read(),
    };
    const invocation = { report: listeningReport(judge, []), outOfTime: actor.signal };
    const records = batch.map(({ messageId, text }) => ({ messageId, text }));
    try {
      const failed = new Set(await receiver.apply(dependencies, records, invocation));
      this.#judge({ actor, batch }, failed);
      return failed;
    } catch (error) {
      judge.object('isolation', `A whole batch fails: ${String(error)}`);
      return new Set(batch.map(({ messageId }) => messageId));
    }
  }

  /** Only a fault in its own work, or the end of the time, may keep a message from its effect. */
  #judge({ actor, batch }: Run, failed: ReadonlySet<string>): void {
    if (actor.signal.aborted) return;
    for (const { messageId, origin, text } of batch) {
      if (!failed.has(messageId) || actor.hurt.has(workOf(origin, text))) continue;
      this.#setting.judge.object(
        'isolation',
        `${origin.name} failed, though nothing was wrong with its own work.`,
      );
    }
  }

  /** A receipt that is no longer the latest may delete or not: SQS promises neither. */
  async #delete(actor: Actor, messages: readonly Message[]): Promise<void> {
    const { queue, judge, chooser } = this.#setting;
    for (const message of messages) {
      const missing = await whatIsMissing(this.#setting, message);
      if (missing !== undefined) judge.object('I5', missing);
      const isLatest = message.holder === actor;
      if (isLatest || chooser.below(2) === 0) queue.delete(message);
    }
  }
}
