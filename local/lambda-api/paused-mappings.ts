import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod/mini';

/** When each was paused, in milliseconds since the epoch, by its UUID. */
const Pauses = z.record(z.string(), z.number());

/** Which mappings are paused, kept in a file so that a pause outlasts the process, as it does in AWS. */
export class PausedMappings {
  readonly #file: string | undefined;
  readonly #pauses: Map<string, number>;

  /** @param file without one, the pauses end with the process */
  constructor(file: string | undefined) {
    this.#file = file;
    this.#pauses = new Map(Object.entries(file === undefined ? {} : read(file)));
  }

  /** Returns when a mapping was paused; undefined if it is not. */
  pausedAt(uuid: string): number | undefined {
    return this.#pauses.get(uuid);
  }

  /** @throws Error when the file cannot be written */
  pause(uuid: string, at: number): void {
    this.#pauses.set(uuid, at);
    this.#keep();
  }

  /** @throws Error when the file cannot be written */
  resume(uuid: string): void {
    this.#pauses.delete(uuid);
    this.#keep();
  }

  #keep(): void {
    if (this.#file !== undefined) write(this.#file, Object.fromEntries(this.#pauses));
  }
}

/** A file that is missing or damaged pauses nothing. */
function read(file: string): Readonly<Record<string, number>> {
  try {
    return z.parse(Pauses, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** Replaces the file in one step, so that a process that is killed never leaves half of it. */
function write(file: string, pauses: Readonly<Record<string, number>>): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(pauses)}\n`);
  renameSync(unfinished, file);
}
