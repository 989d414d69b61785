import { listeningReport } from '../judging/silence.ts';
import type { ConsumerVersion } from '../plan/plan.ts';
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
  readonly findProvider: ConsumerVersion['findProvider'];
}

/**
 * The event source mapping and the consume function: receives a batch, applies it, and deletes the messages that were
 * not reported as failed. The chooser decides which messages come next, how many, and in which order.
 */
export class Consumers implements MoveSource {
  readonly running = new Set<Actor>();
  receives = 0;
  readonly #setting: Setting;
  readonly #mostRuns: number;
  readonly #versions: readonly ConsumerVersion[];
  #started = 0;

  /** @param mostRuns how many invocations run at the same time, at most */
  constructor(setting: Setting, mostRuns: number, versions: readonly ConsumerVersion[] = []) {
    this.#setting = setting;
    this.#versions = versions;
    this.#mostRuns = mostRuns;
  }

  available(): number {
    return this.running.size < this.#mostRuns ? this.#setting.queue.visible().length : 0;
  }

  /** @param index the first message of the batch; the others follow in the order of the queue, then from its start */
  take(index: number): void {
    const visible = this.#setting.queue.visible();
    const count = 1 + this.#setting.chooser.below(Math.min(MOST_IN_A_BATCH, visible.length));
    const wanted = [...visible.slice(index), ...visible.slice(0, index)].slice(0, count);
    const batch = wanted.filter((message) => !this.#isMovedAway(message));
    if (batch.length === 0) return;
    this.#started += 1;
    this.receives += batch.length;
    const { name, findProvider } = this.#drawVersion();
    const actor = new Actor(`${name} ${this.#started}`, () => this.running.delete(actor));
    this.running.add(actor);
    for (const message of batch) {
      message.receives += 1;
      message.holder = actor;
    }
    this.#setting.diary.write(() => {
      const names = batch.map(({ messageId, origin }) => `${messageId} (${origin.name})`);
      return `${actor.name} receives ${names.join(', ')}`;
    });
    void this.#run({ actor, batch, findProvider });
  }

  /** Applies a message as if nothing could go wrong and nobody else were there. */
  async applyAtOnce(text: string): Promise<void> {
    const { receiver, table, judge, clock } = this.#setting;
    const dependencies = {
      findProvider: receiver.findProvider,
      store: table.watched,
      deadLetters: { send: async () => undefined },
      now: () => clock.now,
    };
    const invocation = { report: listeningReport(judge, []), outOfTime: new AbortController().signal };
    await receiver.apply(dependencies, [{ messageId: 'applied', text }], invocation);
  }

  /** Any version may receive a batch. Without a choice the chooser is not asked. */
  #drawVersion(): ConsumerVersion {
    const { chooser, receiver } = this.#setting;
    const count = this.#versions.length;
    const version = this.#versions[count > 1 ? chooser.below(count) : 0];
    if (!version) return { name: 'consumer', findProvider: receiver.findProvider };
    return { ...version, name: `${version.name} consumer` };
  }

  /** The redrive policy: a message that was received too often moves to the dead-letter queue instead. */
  #isMovedAway(message: Message): boolean {
    if (message.receives < MAX_RECEIVES) return false;
    const { queue, letters, diary } = this.#setting;
    letters.letters.push({ text: message.text, origin: message.origin });
    queue.delete(message);
    diary.write(() => `the redrive policy moves ${message.messageId} to the dead-letter queue`);
    return true;
  }

  async #run(run: Run): Promise<void> {
    const { actor, batch } = run;
    const failed = await this.#apply(run);
    const done = batch.filter(({ messageId }) => !failed.has(messageId));
    try {
      await this.#setting.scheduler.call(actor, deletion, () => this.#delete(actor, done));
    } catch {
      // A message that could not be deleted comes back. It has had its effect already.
    }
    this.running.delete(actor);
  }

  async #apply(run: Run): Promise<ReadonlySet<string>> {
    const { actor, batch, findProvider } = run;
    const { receiver, table, judge, clock } = this.#setting;
    const dependencies = {
      findProvider,
      store: table.portOf(actor),
      deadLetters: letterPort(this.#setting, actor, batch),
      now: () => clock.read(),
    };
    const invocation = { report: listeningReport(judge, []), outOfTime: actor.signal };
    const records = batch.map(({ messageId, text }) => ({ messageId, text }));
    try {
      const failed = new Set(await receiver.apply(dependencies, records, invocation));
      this.#judge(run, failed);
      return failed;
    } catch (error) {
      judge.object('isolation', `A whole batch fails: ${String(error)}`);
      return new Set(batch.map(({ messageId }) => messageId));
    }
  }

  /** A message may fail only because of a fault in its own work, or because the time ran out. */
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

  /** A receipt that is not the latest one may delete the message or not: SQS promises neither. */
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
