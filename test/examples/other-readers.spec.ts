import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutsTable } from '../../lib/checkouts-table.ts';
import { localClient } from '../../local/emulators/local-client.ts';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import { type DynamodbEngine, startDynoxide } from '../../proof/kit/engines/dynamodb-engine.ts';
import { pythonProgram } from '../../scripts/template/python-program.ts';
import { mustRun, runProgram } from '../../scripts/template/run-program.ts';
import { ORDER, openRowWriter } from './example-rows.ts';
import { languages, python } from './languages.ts';
import { READER_REGION, readerEnvironment } from './reader-environment.ts';

const CONTRADICTION = 'CCO-1';
const EVENTFUL = 'CCO-2';
const FROM_TWEED = 'without-times';

const title = 'Readers that are not ours';
describe.skipIf(python.skip !== undefined)(python.skip ? `${title} (${python.skip})` : title, () => {
  let engine: DynamodbEngine;
  let table: string;

  beforeAll(async () => {
    engine = await startDynoxide();
    table = await createCheckoutTable(engine.client);
    const rows = openRowWriter(engine.client, table);
    await rows.receive(CONTRADICTION, 'SUCCESS', 'EXPIRED');
    await rows.receive(EVENTFUL, 'NEW', 'HELD', 'EXPIRED', 'SUCCESS', 'NEW');
    await rows.receiveFromTweed(FROM_TWEED, 'DONE');
    await rows.receiveFromTweed(FROM_TWEED, 'CREATED');
  });
  afterAll(() => engine?.stop());

  const runPython = async (...args: readonly string[]): Promise<string> => {
    const program = await pythonProgram('examples', 'python');
    const { stdout } = await mustRun(program, args, { env: readerEnvironment(engine) });
    return stdout;
  };
  const typedReader = () =>
    checkoutsTable({ tableName: table, client: localClient(engine.endpoint, READER_REGION) });

  it('see a contradiction with the AWS CLI as docs/table.md shows it', async () => {
    const query = ['dynamodb', 'query', '--table-name', table, '--consistent-read', '--output', 'json'];
    const condition = ['--key-condition-expression', 'checkoutId = :id'];
    const values = ['--expression-attribute-values', JSON.stringify({ ':id': { S: CONTRADICTION } })];
    const cli = await pythonProgram('examples', 'aws');
    const { stdout } = await mustRun(cli, [...query, ...condition, ...values], {
      env: readerEnvironment(engine),
    });
    const { Items } = JSON.parse(stdout);
    const { checkoutId, provider, stateShard, attentionShard, position, history, ...shown } = Items[0];
    const [, block = ''] = /```json\n([^`]*)```/.exec(readFileSync('docs/table.md', 'utf8')) ?? [];
    expect(shown).toEqual(JSON.parse(block));
    expect(Object.keys({ checkoutId, provider, stateShard, attentionShard, position })).toHaveLength(5);
    expect(history.L).toHaveLength(2);
  });

  it('see it with boto3 as a set of kinds', async () => {
    const program = `
import json, sys, boto3
row = boto3.resource("dynamodb").Table(sys.argv[1]).get_item(Key={"checkoutId": sys.argv[2], "provider": "inqud"})["Item"]
print(json.dumps([isinstance(row["attention"], set), sorted(row["attention"]), row["attentionFacts"]]))`;
    const [isSet, kinds, facts] = JSON.parse(await runPython('-c', program, table, CONTRADICTION));
    expect([isSet, kinds]).toEqual([true, ['conflict']]);
    expect(facts).toEqual({
      'conflict|SUCCESS|EXPIRED': 'The provider reported both SUCCESS and EXPIRED.',
    });
  });

  it('see it as docs/examples/README.md shows it: boto3, the programs and the typed reader', async () => {
    const page = readFileSync('docs/examples/README.md', 'utf8');
    const [, , python = ''] = /```python\n(>>> .*)\n(.*)\n```/.exec(page) ?? [];
    const [, program = ''] = /```text\n(.*)\n```/.exec(page) ?? [];
    const [, typed = ''] = /```json\n([^`]*)```/.exec(page) ?? [];
    const boto3 = 'import sys, boto3; table = boto3.resource("dynamodb").Table(sys.argv[1])';
    const printed = `print(table.get_item(Key={"checkoutId": sys.argv[2], "provider": "inqud"})["Item"]["attention"])`;
    expect((await runPython('-c', `${boto3}\n${printed}`, table, CONTRADICTION)).trim()).toBe(python);
    expect((await typedReader().get(CONTRADICTION))?.attention).toEqual(JSON.parse(typed));
    for (const { prepare } of languages.filter(({ skip }) => skip === undefined)) {
      const [command, ...args] = await prepare();
      const question = [table, CONTRADICTION, ORDER.amount, ORDER.currency];
      const { output } = await runProgram(command, [...args, ...question], {
        env: readerEnvironment(engine),
      });
      expect(output.trim()).toBe(program);
    }
  });

  it.each([CONTRADICTION, EVENTFUL, FROM_TWEED])('decode the history of %s with history.py', async (id) => {
    const lines = (await runPython('docs/examples/python/history.py', table, id)).trim().split('\n');
    const decoded = lines.map((line) => JSON.parse(line));
    const history = (await typedReader().get(id))?.history ?? [];
    expect(decoded.length).toBe(history.length);
    for (const [index, { outcome: _derived, ...entry }] of history.entries()) {
      const { rank, order: _order, ...event } = decoded[index];
      const present = Object.entries(entry).filter(([, value]) => value !== null);
      expect(event).toEqual(Object.fromEntries(present));
      expect(rank).toBeGreaterThan(0);
    }
  });
});
