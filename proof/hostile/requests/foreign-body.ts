import { gzipSync } from 'node:zlib';
import type { Dice } from '../../kit/dice.ts';
import { drawValue, hostileNames, nested } from './hostile-values.ts';
import type { HostileBody } from './webhook-body.ts';

const LARGEST_TAKEN = 256 * 1024;

type Kind = readonly [name: string, draw: (dice: Dice) => Buffer];

const text = (content: string): Buffer => Buffer.from(content);
const drawObject = (dice: Dice, depth: number): string => {
  const members = Array.from(
    { length: dice.below(4) },
    () => `${dice.pick(hostileNames)}:${drawJson(dice, depth)}`,
  );
  return `{${members.join(',')}}`;
};
const drawJson = (dice: Dice, depth = 4): string =>
  depth > 0 && dice.happens(40) ? drawObject(dice, depth - 1) : drawValue(dice);

/** Cheap ones: what comes in thousands. */
const common: readonly Kind[] = [
  ['nothing', () => Buffer.alloc(0)],
  ['one value', (dice) => text(drawValue(dice))],
  ['some JSON', (dice) => text(drawJson(dice))],
  ['some JSON', (dice) => text(drawObject(dice, 3))],
  ['random bytes', (dice) => dice.bytes(1 + dice.below(300))],
  ['control characters', (dice) => Buffer.from(dice.bytes(20).map((byte) => byte % 32))],
  [
    'bytes that are no UTF-8',
    () => Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xff, 0x22, 0x7d]),
  ],
  ['UTF-16', (dice) => Buffer.from(`\ufeff${drawJson(dice)}`, 'utf16le')],
  ['a form', () => text('id=CCO-1&status=SUCCESS&status=FAILED')],
  ['multipart', () => text('--b\r\nContent-Disposition: form-data; name="id"\r\n\r\nCCO-1\r\n--b--')],
  [
    'XML with an entity',
    () => text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  ],
  ['compressed', (dice) => gzipSync(drawJson(dice))],
  ['two JSON texts', (dice) => text(`${drawJson(dice)}\n${drawJson(dice)}`)],
  [
    'nearly JSON',
    (dice) =>
      text(dice.pick(["{'id':1}", '{id:1}', '[1,]', '{"a":NaN}', '01', '{"a":1}}', '//x\n{}', '"\t"'])),
  ],
  ['base64 of JSON', (dice) => text(Buffer.from(drawJson(dice)).toString('base64'))],
];

/** Each costs milliseconds: what comes in dozens. */
const heavy: readonly Kind[] = [
  ['arrays 100,000 deep', () => text(nested(100_000))],
  ['arrays 100,000 deep that never close', () => text('['.repeat(100_000))],
  ['objects 40,000 deep', () => text(`${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`)],
  [
    '20,000 members',
    () => text(`{${Array.from({ length: 20_000 }, (_, index) => `"${index}":0`).join(',')}}`),
  ],
  ['20,000 times the same member', () => text(`{${'"__proto__":{},'.repeat(16_000)}"a":1}`)],
  [
    'a number of 200,000 digits',
    () =>
      text(
        `{"id":"CCO-1","status":"NEW","createdAt":"2026-01-01T00:00:00Z","sourceAmount":${'9'.repeat(200_000)}}`,
      ),
  ],
  [
    'an id of 200,000 characters',
    () => text(`{"id":"CCO-${'x'.repeat(200_000)}","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}`),
  ],
  ['as long as may be', (dice) => Buffer.alloc(LARGEST_TAKEN, dice.pick(['x', '[', '{"a":', '"\\ud800']))],
  ['one byte longer than may be', () => Buffer.alloc(LARGEST_TAKEN + 1, ' ')],
  ['a million members', () => Buffer.alloc(7_000_000, '"k":1,\n')],
  ['10 MB', () => Buffer.alloc(10 * 1024 * 1024, 'x')],
  ['a byte over 10 MB', () => Buffer.alloc(10 * 1024 * 1024 + 1, 'x')],
];

const CHANCES_OF_HEAVY = 0.2;

/** A body that no provider sends. */
export function drawForeignBody(dice: Dice): HostileBody {
  const [name, draw] = dice.pick(dice.happens(CHANCES_OF_HEAVY) ? heavy : common);
  return { name, bytes: draw(dice) };
}

/** One of each heavy kind. */
export const heavyBodies = (dice: Dice): readonly HostileBody[] =>
  heavy.map(([name, draw]) => ({ name, bytes: draw(dice) }));
