import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../../kit/random/dice.ts';
import type { ChaosStack, PartName } from '../processes/chaos-stack.ts';
import { Deck } from './deck.ts';

const LONGEST_OUTAGE_MS = 1_500;
const LONGEST_FREEZE_MS = 2_500;
const LONGEST_BAD_CONNECTION_MS = 1_500;
/** The event source mapping waits up to 1 s for messages. */
const LONGEST_POLL_MS = 1_500;
const SHORTEST_MS = 100;
const LONGEST_PAUSE_MS = 900;

interface Fault {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Causes faults until it is stopped, then leaves everything running as it should. Counts the faults. */
export class Faults {
  readonly counts = new Map<string, number>();
  readonly #stack: ChaosStack;
  /** Draws lengths of time. Separate dice decide the order of the faults. */
  readonly #dice: Dice;
  readonly #decks: readonly Deck<Fault>[];
  readonly #rest: number;
  /** Parts that a fault is working on: a frozen part is not killed, and a dead one is not frozen. */
  readonly #busy = new Set<PartName>();

  /** @param rest the pause after a fault, as a multiple of how long the fault took */
  constructor(stack: ChaosStack, seed: number, rest: number) {
    this.#stack = stack;
    this.#dice = new Dice(seed, 0);
    this.#rest = rest;
    // The consumer holds messages while it works, so it is killed more often than the others.
    const kinds = [
      this.#kills(['consumer']),
      this.#kills(['gateway', 'queue', 'table']),
      this.#kills(['publisher', 'notifier', 'merchant']),
      this.#freezes(),
      this.#badConnections(),
    ];
    this.#decks = kinds.map((kind, index) => new Deck(new Dice(seed, index + 1), kind));
  }

  /** The share of the faults, 0 to 1, that have been caused at least once. */
  get firstRound(): number {
    let sum = 0;
    for (const deck of this.#decks) sum += deck.firstRound;
    return sum / this.#decks.length;
  }

  /**
   * Causes kills, freezes and bad connections side by side, until `over` aborts and every fault was caused once.
   * Resolves when everything runs as it should again.
   */
  async until(over: AbortSignal, signal: AbortSignal): Promise<void> {
    await Promise.all(this.#decks.map((deck) => this.#repeat(deck, over, signal)));
  }

  async #repeat(deck: Deck<Fault>, over: AbortSignal, signal: AbortSignal): Promise<void> {
    for (let tookMs = 0; deck.firstRound < 1 || !over.aborted; ) {
      // A slow machine takes long to start a process again. Without a longer pause, nothing would get through there.
      const pauseMs = tookMs * this.#rest + SHORTEST_MS + this.#dice.below(LONGEST_PAUSE_MS);
      await sleep(pauseMs, undefined, { signal });
      const { name, run } = deck.draw();
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
      const begun = performance.now();
      await run();
      tookMs = performance.now() - begun;
    }
  }

  #kills(victims: readonly PartName[]): readonly Fault[] {
    return victims.map((victim) => ({ name: `kills of the ${victim}`, run: () => this.#kill(victim) }));
  }

  #freezes(): readonly Fault[] {
    const victims = ['consumer', 'gateway', 'queue', 'table'] as const;
    return victims.map((victim) => ({ name: `freezes of the ${victim}`, run: () => this.#freeze(victim) }));
  }

  #badConnections(): readonly Fault[] {
    const { tableProxy, queueProxy } = this.#stack;
    const kinds = [
      ['throttlings of the table', tableProxy, 'throttle'],
      ['cuts of the table connection', tableProxy, 'cut'],
      ['cuts of the queue connection', queueProxy, 'cut'],
    ] as const;
    return kinds.map(([name, proxy, mode]) => ({
      name,
      run: async () => {
        proxy.mode = mode;
        await sleep(SHORTEST_MS + this.#dice.below(LONGEST_BAD_CONNECTION_MS));
        proxy.mode = 'pass';
      },
    }));
  }

  async #kill(victim: PartName): Promise<void> {
    await this.#alone(victim, async () => {
      const part = this.#stack.parts[victim];
      if (victim === 'queue') await this.#stopReceiving();
      await part.kill();
      this.#stack.queueProxy.refused = undefined;
      await sleep(this.#dice.below(LONGEST_OUTAGE_MS));
      await part.start();
    });
  }

  /**
   * The queue's emulator moves a message to the dead-letter queue by deleting it and then writing it again. Killed in
   * between, it has lost a message that it had accepted. SQS does not do that. The emulator moves messages only while
   * it hands messages out, so nobody may be receiving, or waiting to receive, when it is killed.
   */
  async #stopReceiving(): Promise<void> {
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

  /** Waits until no other fault works on the part. */
  async #alone(victim: PartName, fault: () => Promise<void>): Promise<void> {
    while (this.#busy.has(victim)) await sleep(SHORTEST_MS);
    this.#busy.add(victim);
    try {
      await fault();
    } finally {
      this.#busy.delete(victim);
    }
  }
}
