import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../../kit/dice.ts';
import type { ChaosStack, PartName } from '../processes/chaos-stack.ts';
import { Deck } from './deck.ts';

const LONGEST_OUTAGE_MS = 1_500;
const LONGEST_FREEZE_MS = 2_500;
const LONGEST_BAD_WIRE_MS = 1_500;
/** The mapping waits 1 s for messages. */
const LONGEST_POLL_MS = 1_500;
const SHORTEST_MS = 100;
const LONGEST_REST_MS = 900;

type Fault = readonly [name: string, run: () => Promise<void>];

/** Does harm until it is told to stop, and then mends everything. Counts what it does. */
export class Faults {
  readonly counts = new Map<string, number>();
  readonly #stack: ChaosStack;
  /** For lengths of time; what comes next has dice of its own. */
  readonly #dice: Dice;
  readonly #decks: readonly Deck<Fault>[];
  readonly #rest: number;
  /** Parts that something is being done to: a frozen one is not killed, a dead one not frozen. */
  readonly #busy = new Set<PartName>();

  /** @param rest how long there is peace after harm, in lengths of that harm */
  constructor(stack: ChaosStack, seed: number, rest: number) {
    this.#stack = stack;
    this.#dice = new Dice(seed, 0);
    this.#rest = rest;
    // The consumer holds messages while it works, so it has a murderer of its own.
    const kinds = [
      this.#kills('consumer'),
      this.#kills('gateway', 'queue', 'table'),
      this.#freezes(),
      this.#badWires(),
    ];
    this.#decks = kinds.map((kind, index) => new Deck(new Dice(seed, index + 1), kind));
  }

  /** How much of what is to be done at least once was begun: 0 to 1. */
  get firstRound(): number {
    return this.#decks.reduce((sum, deck) => sum + deck.firstRound, 0) / this.#decks.length;
  }

  /**
   * Kills, freezes and bad wires side by side. Resolves when everything runs as it should again: after `over`, and
   * not before each kind of harm was done once.
   */
  async until(over: AbortSignal, signal: AbortSignal): Promise<void> {
    await Promise.all(this.#decks.map((deck) => this.#repeat(deck, over, signal)));
  }

  async #repeat(deck: Deck<Fault>, over: AbortSignal, signal: AbortSignal): Promise<void> {
    for (let tookMs = 0; deck.firstRound < 1 || !over.aborted; ) {
      // A slow machine takes long to start a process again: without a rest to match, nothing would get through.
      const restMs = tookMs * this.#rest + SHORTEST_MS + this.#dice.below(LONGEST_REST_MS);
      await sleep(restMs, undefined, { signal });
      const [name, run] = deck.draw();
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
      const begun = performance.now();
      await run();
      tookMs = performance.now() - begun;
    }
  }

  #kills(...victims: readonly PartName[]): readonly Fault[] {
    return victims.map((victim) => [`kill -9 ${victim}`, () => this.#kill(victim)]);
  }

  #freezes(): readonly Fault[] {
    const victims = ['consumer', 'gateway', 'queue', 'table'] as const;
    return victims.map((victim) => [`freeze ${victim}`, () => this.#freeze(victim)]);
  }

  #badWires(): readonly Fault[] {
    const { tableProxy, queueProxy } = this.#stack;
    const wires = [
      ['throttle table', tableProxy, 'throttle'],
      ['cut wire of table', tableProxy, 'cut'],
      ['cut wire of queue', queueProxy, 'cut'],
    ] as const;
    return wires.map(([name, proxy, mode]) => [
      name,
      async () => {
        proxy.mode = mode;
        await sleep(SHORTEST_MS + this.#dice.below(LONGEST_BAD_WIRE_MS));
        proxy.mode = 'pass';
      },
    ]);
  }

  async #kill(victim: PartName): Promise<void> {
    await this.#alone(victim, async () => {
      const part = this.#stack.parts[victim];
      if (victim === 'queue') await this.#noReceiving();
      await part.kill();
      this.#stack.queueProxy.refused = undefined;
      await sleep(this.#dice.below(LONGEST_OUTAGE_MS));
      await part.start();
    });
  }

  /**
   * The queue's emulator moves a message to the dead-letter queue by deleting it and then writing it anew: killed in
   * between, it has lost a message that it had accepted, which SQS does not. It does so only while it hands messages
   * out, and so nobody is to be receiving, nor to be waiting for messages, when it is killed.
   */
  async #noReceiving(): Promise<void> {
    this.#stack.queueProxy.refused = 'ReceiveMessage';
    await sleep(LONGEST_POLL_MS);
  }

  async #freeze(victim: PartName): Promise<void> {
    await this.#alone(victim, async () => {
      const part = this.#stack.parts[victim];
      part.freeze();
      await sleep(SHORTEST_MS + this.#dice.below(LONGEST_FREEZE_MS));
      part.thaw();
    });
  }

  /** Waits until nothing else is being done to the part. */
  async #alone(victim: PartName, harm: () => Promise<void>): Promise<void> {
    while (this.#busy.has(victim)) await sleep(SHORTEST_MS);
    this.#busy.add(victim);
    try {
      await harm();
    } finally {
      this.#busy.delete(victim);
    }
  }
}
