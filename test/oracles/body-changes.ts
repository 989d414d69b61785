import type { Dice } from '../../proof/kit/random/dice.ts';

/** A webhook whose signature is one digest in one header. */
export interface Arrived {
  readonly body: Buffer;
  readonly secret: string;
  readonly signature: string;
}

/** Returns the signature that the provider documents. */
export type Sign = (body: Buffer, secret: string) => string;

type Change = (sent: Arrived, sign: Sign, dice: Dice) => Partial<Arrived>;

const letters = [...'abcXYZ0189-_/; éक🦀\n"\\'];
const randomText = (dice: Dice): string =>
  Array.from({ length: 1 + dice.below(30) }, () => dice.pick(letters)).join('');

/** Returns a random webhook as it is sent. */
export function randomWebhook(dice: Dice, sign: Sign): Arrived {
  const body = Buffer.from(
    JSON.stringify({ id: randomText(dice), amount: dice.below(99_999), odd: '\uFFFD' }),
  );
  const secret = randomText(dice).trim() || 'secret';
  return { body, secret, signature: sign(body, secret) };
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

const replaced = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(Buffer.from(from).toString('latin1'), to), 'latin1');

const withBody = (text: Uint8Array | string) => ({ body: Buffer.from(text) });

/** Ways in which a webhook may arrive. The first two are as it was sent. */
export const bodyChanges: Readonly<Record<string, Change>> = {
  'as it was sent': () => ({}),
  'an empty body, signed': ({ secret }, sign) => ({ ...withBody(''), signature: sign(Buffer.of(), secret) }),
  'a changed bit of the body': ({ body }, _sign, dice) => ({ body: flipped(body, dice.below(body.length)) }),
  'a byte-order mark before the body': ({ body }) => withBody(`\uFEFF${body}`),
  'a line feed after the body': ({ body }) => withBody(`${body}\n`),
  'a body that was serialized again': ({ body }) =>
    withBody(JSON.stringify(JSON.parse(body.toString()), null, 1)),
  'no body': () => withBody(''),
  'another secret': ({ secret }) => ({ secret: `${secret}x` }),
  'no signature': () => ({ signature: '' }),
  'another digit': ({ signature }) => ({
    signature: (signature[0] === '0' ? '1' : '0') + signature.slice(1),
  }),
  'a digit less': ({ signature }) => ({ signature: signature.slice(0, -1) }),
  'a digit more': ({ signature }) => ({ signature: `${signature}0` }),
  'a prefix': ({ signature }) => ({ signature: `sha256=${signature}` }),
  'the signature twice': ({ signature }) => ({ signature: `${signature}, ${signature}` }),
  'a space before the signature': ({ signature }) => ({ signature: ` ${signature}` }),
  'a space after the signature': ({ signature }) => ({ signature: `${signature} ` }),
  'the signature in upper case': ({ signature }) => ({ signature: signature.toUpperCase() }),
  'a signed byte that is not UTF-8': ({ body, secret }, sign) => {
    const odd = replaced(body, '\uFFFD', '\xFF');
    return { body: odd, signature: sign(odd, secret) };
  },
  'a byte that is not UTF-8 in the place of U+FFFD': ({ body }) => ({
    body: replaced(body, '\uFFFD', '\xFF'),
  }),
};
