import type { Dice } from '../../kit/random/dice.ts';
import type { HostileRequest } from '../requests/hostile-request.ts';

/** A request as bytes on a connection. */
export interface Framed {
  readonly name: string;
  readonly pieces: readonly Buffer[];
  /** Whether the request is complete and unambiguous. If it is not, it must have no effect. */
  readonly isWhole: boolean;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** The request line and the headers, with the headers that say how long the body is. */
function head({ method, target, headers }: HostileRequest, ...framing: readonly string[]): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const all = [`${method} ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...framing, ...lines];
  return latin1(`${all.join('\r\n')}\r\n\r\n`);
}

const lengthOf = ({ body }: HostileRequest): string => `Content-Length: ${body.length}`;

function chunks(dice: Dice, body: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let start = 0; start < body.length; ) {
    const end = start + 1 + dice.below(Math.max(1, Math.ceil(body.length / 3)));
    const chunk = body.subarray(start, end);
    found.push(Buffer.concat([latin1(`${chunk.length.toString(16)}\r\n`), chunk, latin1('\r\n')]));
    start = end;
  }
  return found;
}

type Framing = readonly [
  name: string,
  isWhole: boolean,
  pieces: (request: HostileRequest, dice: Dice) => readonly Buffer[],
];

const framings: readonly Framing[] = [
  ['with its length', true, (request) => [Buffer.concat([head(request, lengthOf(request)), request.body])]],
  ['with its length, in pieces', true, (request) => [head(request, lengthOf(request)), request.body]],
  [
    'with its length, asking first',
    true,
    (request) => [head(request, lengthOf(request), 'Expect: 100-continue'), request.body],
  ],
  [
    'chunked',
    true,
    (request, dice) => [
      Buffer.concat([
        head(request, 'Transfer-Encoding: chunked'),
        ...chunks(dice, request.body),
        latin1('0\r\n\r\n'),
      ]),
    ],
  ],
  [
    'chunked, with a trailer',
    true,
    (request, dice) => [
      head(request, 'Transfer-Encoding: chunked', 'Trailer: x-payload-digest'),
      ...chunks(dice, request.body),
      latin1('0\r\nx-payload-digest: 00\r\n\r\n'),
    ],
  ],
  [
    'cut off',
    false,
    (request) => [head(request, `Content-Length: ${request.body.length + 7}`), request.body],
  ],
  [
    'chunked and cut off',
    false,
    (request, dice) => [head(request, 'Transfer-Encoding: chunked'), ...chunks(dice, request.body)],
  ],
  [
    'chunked and with a length',
    false,
    (request, dice) => [
      head(request, lengthOf(request), 'Transfer-Encoding: chunked'),
      ...chunks(dice, request.body),
      latin1('0\r\n\r\n'),
    ],
  ],
  [
    'with two lengths',
    false,
    (request) => [head(request, lengthOf(request), 'Content-Length: 1'), request.body],
  ],
];

const LARGEST_IN_PIECES = 64 * 1024;
const PLAIN_PERCENT = 60;

/** Turns a request into bytes: mostly complete, otherwise cut off or ambiguous. */
export function drawFraming(dice: Dice, request: HostileRequest): Framed {
  const isPlain = request.body.length > LARGEST_IN_PIECES || dice.happens(PLAIN_PERCENT);
  const [name, isWhole, pieces] = isPlain ? dice.pick(framings.slice(0, 1)) : dice.pick(framings);
  return { name, isWhole, pieces: pieces(request, dice) };
}
