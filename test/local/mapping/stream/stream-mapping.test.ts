/**
 * The mapping of a stream behaves as Lambda's, on every engine. Each test writes to a table of its own and looks at what
 * a function gets, in which order and how often.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type DynamodbEngine,
  startDynamodbLocal,
  startDynoxide,
  whyNoDynamodbLocal,
} from '../../../../proof/kit/engines/dynamodb-engine.ts';
import { Dice } from '../../../../proof/kit/random/dice.ts';
import { changeOf, changesOf, failing, recordsOf, stopMappings, TableUnderTest } from './table-under-test.ts';

const patience = { timeout: 60_000, interval: 20 };
const fifteen = Array.from({ length: 15 }, (_, index) => String.fromCharCode(97 + index));
const firstOf = (ids: readonly string[]) => ids.map((id) => `${id}1`);
const aFile = () => join(tmpdir(), `checkpoints-${randomUUID()}.json`);

const engines = [
  { name: 'dynoxide', start: startDynoxide, skip: undefined },
  { name: 'DynamoDB Local', start: startDynamodbLocal, skip: whyNoDynamodbLocal() },
].filter(({ skip }) => skip === undefined);

describe.each(engines)('On $name', { timeout: 120_000 }, ({ start }) => {
  let engine: DynamodbEngine;
  beforeAll(async () => {
    engine = await start();
  }, 120_000);
  afterAll(async () => {
    await stopMappings();
    await engine?.stop();
  });

  describe('every record comes, and those of an item in their order', () => {
    it('when 20 writers race for the same items, with 400 writes in all', async () => {
      const table = await TableUnderTest.create(engine);
      const ids = ['a', 'b', 'c', 'd'];
      const images = new Map<string, [string | undefined, string | undefined][]>();
      table.feed(
        async (event) => {
          for (const { dynamodb } of recordsOf(event)) {
            const id = dynamodb?.Keys?.['id']?.S ?? '';
            const chain = images.get(id) ?? [];
            chain.push([dynamodb?.OldImage?.['revision']?.N, dynamodb?.NewImage?.['revision']?.N]);
            images.set(id, chain);
          }
        },
        { parallelizationFactor: 4, batchSize: 7 },
      );
      const writes = Array.from({ length: 20 }, (_, index) => ids[index % 4] ?? '');
      await Promise.all(Array.from({ length: 20 }, () => table.write(...writes)));
      await vi.waitFor(() => expect([...images.values()].flat()).toHaveLength(400), patience);
      const chain = Array.from({ length: 100 }, (_, index) => [
        index === 0 ? undefined : String(index),
        String(index + 1),
      ]);
      for (const id of ids) expect(images.get(id)).toEqual(chain);
    });

    it('when batches of different items are processed at the same time, and some fail', async () => {
      const table = await TableUnderTest.create(engine);
      for (let round = 0; round < 6; round += 1) await table.write(...fifteen);
      const succeeded = new Map<string, string[]>();
      const dice = new Dice(1);
      let running = 0;
      let most = 0;
      table.feed(
        async (event) => {
          running += 1;
          most = Math.max(most, running);
          await sleep(10);
          running -= 1;
          if (dice.happens(20)) throw new Error('on purpose');
          const changes = changesOf(event);
          const failed = dice.happens(20) ? Math.floor(changes.length / 2) : changes.length;
          for (const change of changes.slice(0, failed)) {
            const id = change.slice(0, 1);
            succeeded.set(id, [...(succeeded.get(id) ?? []), change]);
          }
          return failing(event, ...changes.slice(failed));
        },
        { parallelizationFactor: 3, batchSize: 8 },
      );
      await vi.waitFor(() => expect([...succeeded.values()].flat()).toHaveLength(90), patience);
      for (const id of fifteen) {
        expect(succeeded.get(id)).toEqual([1, 2, 3, 4, 5, 6].map((revision) => `${id}${revision}`));
      }
      expect(most).toBe(3);
    });
  });

  describe.concurrent('the event of a batch', () => {
    it('has the shape that Lambda documents, from the oldest record on', async () => {
      const table = await TableUnderTest.create(engine);
      await table.write('a', 'a');
      const events: unknown[] = [];
      table.feed(async (event) => events.push(event));
      await vi.waitFor(() => expect(events).toHaveLength(1), patience);
      const image = (revision: string) => ({
        id: { S: 'a' },
        revision: { N: revision },
        history: { L: [{ B: 'AP8=' }] },
      });
      const [first, second] = recordsOf(events[0]);
      expect(first).toEqual({
        eventID: expect.stringMatching(/./),
        eventName: 'INSERT',
        eventVersion: expect.stringMatching(/^1\.\d$/),
        eventSource: 'aws:dynamodb',
        awsRegion: expect.stringMatching(/./),
        eventSourceARN: expect.stringContaining(`:table/${table.name}/stream/`),
        dynamodb: {
          ApproximateCreationDateTime: expect.any(Number),
          Keys: { id: { S: 'a' } },
          NewImage: image('1'),
          SequenceNumber: expect.stringMatching(/^\d+$/),
          SizeBytes: expect.any(Number),
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
      });
      expect(second).toMatchObject({
        eventName: 'MODIFY',
        dynamodb: { OldImage: image('1'), NewImage: image('2') },
      });
      expect(
        Math.abs(Date.now() / 1_000 - Number(first?.dynamodb?.ApproximateCreationDateTime)),
      ).toBeLessThan(60);
    });

    it('has no more records than the batch size', async () => {
      const table = await TableUnderTest.create(engine);
      await table.write('a', 'b', 'c', 'd', 'e');
      const batches: string[][] = [];
      table.feed(async (event) => void batches.push(changesOf(event)), { batchSize: 2 });
      await vi.waitFor(() => expect(batches).toEqual([['a1', 'b1'], ['c1', 'd1'], ['e1']]), patience);
    });

    it('waits for more records during the batching window', async () => {
      const table = await TableUnderTest.create(engine);
      const batches: string[][] = [];
      await table.write('a');
      table.feed(async (event) => void batches.push(changesOf(event)), { windowSeconds: 5 });
      await sleep(500);
      await table.write('b', 'c');
      await vi.waitFor(() => expect(batches).toEqual([['a1', 'b1', 'c1']]), patience);
    });

    it('has only the kinds of changes that the filter names', async () => {
      const table = await TableUnderTest.create(engine);
      const seen: string[] = [];
      const everything: string[] = [];
      const checkpointFile = aFile();
      const { mapping } = table.feed(async (event) => void seen.push(...changesOf(event)), {
        checkpointFile,
      });
      table.feed(async (event) => void everything.push(...changesOf(event)), { filterEventNames: undefined });
      await table.write('a');
      await table.remove('a');
      await table.write('b');
      await table.remove('b');
      await vi.waitFor(() => expect(everything).toEqual(['a1', 'a-', 'b1', 'b-']), patience);
      await vi.waitFor(() => expect(seen).toEqual(['a1', 'b1']), patience);
      await sleep(300);
      await mapping.stop();
      expect(seen).toEqual(['a1', 'b1']);
    });
  });

  describe.concurrent('a record that fails', () => {
    it('comes again with those after it, and those before it do not', async () => {
      const table = await TableUnderTest.create(engine);
      await table.write('a', 'b', 'c', 'd');
      const batches: string[][] = [];
      table.feed(async (event) => {
        batches.push(changesOf(event));
        return batches.length === 1 ? failing(event, 'd1', 'c1') : { batchItemFailures: [] };
      });
      await vi.waitFor(
        () =>
          expect(batches).toEqual([
            ['a1', 'b1', 'c1', 'd1'],
            ['c1', 'd1'],
          ]),
        patience,
      );
    });

    it('is found by halving when the function throws, and holds back what comes after it', async () => {
      const table = await TableUnderTest.create(engine);
      await table.write(...fifteen);
      const seen: string[] = [];
      const batches: string[][] = [];
      let isFixed = false;
      const { faults } = table.feed(async (event) => {
        const changes = changesOf(event);
        batches.push(changes);
        if (!isFixed && changes.includes('g1')) throw new Error('poison');
        seen.push(...changes);
      });
      await vi.waitFor(
        () => expect(batches.filter((each) => each.join() === 'g1').length).toBeGreaterThan(2),
        patience,
      );
      expect(seen).toEqual(firstOf(['a', 'b', 'c', 'd', 'e', 'f']));
      expect(batches.slice(0, 2).map((each) => each.length)).toEqual([15, 8]);
      expect(faults[0]).toContain('a batch of 15 is tried again: Error: poison');
      isFixed = true;
      await vi.waitFor(() => expect(seen).toEqual(firstOf(fifteen)), patience);
    });

    it('comes again with its whole batch without bisecting, ever more slowly', async () => {
      const table = await TableUnderTest.create(engine);
      await table.write('a', 'b', 'c');
      const times: number[] = [];
      const sizes = new Set<number>();
      table.feed(
        async (event) => {
          times.push(performance.now());
          sizes.add(recordsOf(event).length);
          if (times.length < 5) throw new Error('on purpose');
        },
        { bisect: false },
      );
      await vi.waitFor(() => expect(times).toHaveLength(5), patience);
      const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      expect(pauses.every((pause, index) => pause >= 0.9 * 100 * 2 ** index)).toBe(true);
      expect([...sizes]).toEqual([3]);
    });

    it('takes its whole batch with it when the answer names a record of another batch', async () => {
      const table = await TableUnderTest.create(engine);
      await table.write('a', 'b');
      const batches: string[][] = [];
      table.feed(async (event) => {
        batches.push(changesOf(event));
        return batches.length < 3 ? { batchItemFailures: [{ itemIdentifier: '7' }] } : {};
      });
      const whole = ['a1', 'b1'];
      await vi.waitFor(() => expect(batches).toEqual([whole, whole, whole]), patience);
    });

    it('is done when the mapping does not have ReportBatchItemFailures', async () => {
      const table = await TableUnderTest.create(engine);
      const batches: string[][] = [];
      table.feed(
        async (event) => {
          batches.push(changesOf(event));
          return failing(event, 'a1');
        },
        { reportBatchItemFailures: false },
      );
      await table.write('a');
      await vi.waitFor(() => expect(batches).toHaveLength(1), patience);
      await table.write('b');
      await vi.waitFor(() => expect(batches).toEqual([['a1'], ['b1']]), patience);
    });
  });

  describe.concurrent('after a restart', () => {
    /** Runs a mapping until it has seen the changes. Returns the keys of the file. */
    const runUntil = async (table: TableUnderTest, checkpointFile: string, wanted: readonly string[]) => {
      const seen: string[] = [];
      const { mapping } = table.feed(async (event) => void seen.push(...changesOf(event)), {
        checkpointFile,
      });
      await vi.waitFor(() => expect(seen).toEqual(wanted), patience);
      await sleep(150);
      await mapping.stop();
      expect(seen).toEqual(wanted);
    };

    it('the mapping goes on behind what is done, or begins anew when its file is lost', async () => {
      const table = await TableUnderTest.create(engine);
      const file = aFile();
      await table.write('a', 'b');
      await runUntil(table, file, ['a1', 'b1']);
      await table.write('b', 'c');
      await runUntil(table, file, ['b2', 'c1']);
      await runUntil(table, file, []);
      writeFileSync(file, readFileSync(file).subarray(0, 10));
      await runUntil(table, file, ['a1', 'b1', 'b2', 'c1']);
      await runUntil(table, aFile(), ['a1', 'b1', 'b2', 'c1']);
    });

    it('the batch comes again in whose run the process was killed, and none before it', async () => {
      const table = await TableUnderTest.create(engine);
      const checkpointFile = aFile();
      await table.write('a', 'b', 'c', 'd', 'e');
      const entry = join(import.meta.dirname, '../handlers/killed-mapping.ts');
      const parameters = [entry, engine.endpoint, table.name, checkpointFile, 'd1'];
      const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
      const [lines, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
      expect([lines, signal]).toEqual(['a1 b1\nc1 d1\n', 'SIGKILL']);
      await runUntil(table, checkpointFile, ['c1', 'd1', 'e1']);
    });

    it('nothing is skipped that failed, although other lanes were further on', async () => {
      const table = await TableUnderTest.create(engine);
      const checkpointFile = aFile();
      for (let round = 0; round < 3; round += 1) await table.write(...fifteen);
      const done = new Set<string>();
      const { mapping } = table.feed(
        async (event) => {
          const changes = changesOf(event);
          if (changes.includes('e2')) {
            const before = changes.slice(0, changes.indexOf('e2'));
            for (const change of before) done.add(change);
            return failing(event, 'e2');
          }
          for (const change of changes) done.add(change);
          return {};
        },
        { checkpointFile, parallelizationFactor: 5 },
      );
      await vi.waitFor(() => expect(done.size).toBeGreaterThan(20), patience);
      await mapping.stop();
      const again: string[] = [];
      table.feed(async (event) => void again.push(...recordsOf(event).map(changeOf)), { checkpointFile });
      await vi.waitFor(() => expect(new Set([...done, ...again]).size).toBe(45), patience);
      expect(again[0]).toBe('e2');
    });
  });

  describe.concurrent('the mapping', () => {
    it('can be paused and goes on where it was, even from a record that fails', async () => {
      const table = await TableUnderTest.create(engine);
      const seen: string[] = [];
      let isFailing = true;
      const { mapping, faults } = table.feed(async (event) => {
        if (isFailing) throw new Error('on purpose');
        seen.push(...changesOf(event));
      });
      await table.write('a');
      await vi.waitFor(() => expect(faults.length).toBeGreaterThan(0), patience);
      expect(mapping.enabled).toBe(true);
      const paused = mapping.pause();
      expect(mapping.enabled).toBe(false);
      await paused;
      isFailing = false;
      await table.write('b');
      await sleep(300);
      expect(seen).toEqual([]);
      await mapping.resume();
      expect(mapping.enabled).toBe(true);
      await vi.waitFor(() => expect(seen).toEqual(['a1', 'b1']), patience);
    });

    it('begins anew when the table was deleted and created again', async () => {
      const table = await TableUnderTest.create(engine);
      const seen: string[] = [];
      table.feed(async (event) => void seen.push(...changesOf(event)));
      await table.write('a');
      await vi.waitFor(() => expect(seen).toEqual(['a1']), patience);
      await table.createAgain();
      await table.write('b', 'b');
      await vi.waitFor(() => expect(seen.slice(-2)).toEqual(['b1', 'b2']), patience);
    });

    it('can be stopped while its batch hangs', async () => {
      const table = await TableUnderTest.create(engine);
      await table.write('a');
      let begun = 0;
      const { mapping } = table.feed(() => {
        begun += 1;
        return new Promise<never>(() => undefined);
      });
      await vi.waitFor(() => expect(begun).toBe(1), patience);
      const began = performance.now();
      await mapping.stop();
      expect(performance.now() - began).toBeLessThan(1_500);
    });
  });
});
