import { gzipSync } from 'node:zlib';
import type { Dice } from '../../kit/random/dice.ts';
import { drawValue, hostileNames, nested } from './hostile-values.ts';
import type { HostileBody } from './webhook-body.ts';

const LARGEST_TAKEN = 256 * 1024;

type Kind = readonly [name: string, draw: (dice: Dice) => Buffer];

const text = (content: string): Buffer => Buffer.from(content);

function drawObject(dice: Dice, depth: number): string {
  const count = dice.below(4);
  const members: string[] = [];
  for (let member = 0; member < count; member += 1) {
    members.push(`${dice.pick(hostileNames)}:${drawJson(dice, depth)}`);
  }
  return `{${members.join(',')}}`;
}

function drawJson(dice: Dice, depth = 4): string {
  return depth > 0 && dice.happens(40) ? drawObject(dice, depth - 1) : drawValue(dice);
}

/** Cheap bodies, which are drawn by the thousand. */
const common: readonly Kind[] = [
  ['nothing', () => Buffer.alloc(0)],
  ['one value', (dice) => text(drawValue(dice))],
  ['some JSON', (dice) => text(drawJson(dice))],
  ['some JSON', (dice) => text(drawObject(dice, 3))],
  ['random bytes', (dice) => dice.bytes(1 + dice.below(300))],
  ['control characters', (dice) => Buffer.from(dice.bytes(20).map((byte) => byte % 32))],
  [
    'bytes that are not UTF-8',
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

/** Bodies that cost milliseconds each, which are drawn by the dozen. */
const heavy: readonly Kind[] = [
  ['arrays 100,000 deep', () => text(nested(100_000))],
  ['arrays 100,000 deep that never close', () => text('['.repeat(100_000))],
  ['objects 40,000 deep', () => text(`${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`)],
  [
    '20,000 members',
    () => text(`{${Array.from({ length: 20_000 }, (_, index) => `"${index}":0`).join(',')}}`),
  ],
  ['16,000 times the same member', () => text(`{${'"__proto__":{},'.repeat(16_000)}"a":1}`)],
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
  [
    'the longest body that is accepted',
    (dice) => Buffer.alloc(LARGEST_TAKEN, dice.pick(['x', '[', '{"a":', '"\\ud800'])),
  ],
  ['one byte longer than accepted', () => Buffer.alloc(LARGEST_TAKEN + 1, ' ')],
  ['a million members', () => Buffer.alloc(7_000_000, '"k":1,\n')],
  ['10 MB', () => Buffer.alloc(10 * 1024 * 1024, 'x')],
  ['a byte over 10 MB', () => Buffer.alloc(10 * 1024 * 1024 + 1, 'x')],
];

const HEAVY_PERCENT = 0.2;

/** Draws a body that no provider sends. */
export function drawForeignBody(dice: Dice): HostileBody {
  const [name, draw] = dice.pick(dice.happens(HEAVY_PERCENT) ? heavy : common);
  return { name, bytes: draw(dice) };
}

/** Draws one body of each heavy kind. */
export const heavyBodies = (dice: Dice): readonly HostileBody[] =>
  heavy.map(([name, draw]) => ({ name, bytes: draw(dice) }));
