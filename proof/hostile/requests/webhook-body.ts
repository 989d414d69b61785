import type { Provider } from '../../../lib/providers/provider.ts';
import type { Dice } from '../../kit/random/dice.ts';
import { drawValue, hostileNames } from './hostile-values.ts';
import { membersOf } from './members.ts';
import { replaceMember } from './replace-member.ts';
import { drawSample } from './sample.ts';

/** A body. It has a `checkoutId` if it is beyond doubt a webhook of that checkout. */
export interface HostileBody {
  readonly name: string;
  readonly bytes: Buffer;
  readonly checkoutId?: string;
}

const withMember = (text: string, name: string, value: string): string =>
  text.replace(/^\{/, () => `{${name}:${value},`);

/** A webhook with an unknown member, which must not cost us the status. */
function withUnknownMember(dice: Dice, provider: Provider): HostileBody {
  const { checkoutId, text } = drawSample(dice, provider);
  const name = dice.pick(hostileNames);
  return {
    name: `an unknown member ${name}`,
    bytes: Buffer.from(withMember(text, name, drawValue(dice))),
    checkoutId,
  };
}

/** A webhook with a hostile value in one of its details. It is still a webhook. */
function withOddDetail(dice: Dice, provider: Provider): HostileBody {
  const sample = drawSample(dice, provider);
  const odd = replaceMember(dice, sample.text, membersOf(provider, sample).details);
  return { name: 'an odd detail', bytes: Buffer.from(odd), checkoutId: sample.checkoutId };
}

function withOddEssential(dice: Dice, provider: Provider): HostileBody {
  const sample = drawSample(dice, provider);
  const odd = replaceMember(dice, sample.text, membersOf(provider, sample).essentials);
  return { name: 'an odd essential', bytes: Buffer.from(odd) };
}

function plain(dice: Dice, provider: Provider): HostileBody {
  const { checkoutId, text } = drawSample(dice, provider);
  return { name: 'as it should be', bytes: Buffer.from(text), checkoutId };
}

/** A webhook with white space or a byte-order mark around it, which must be skipped. */
function wrapped(dice: Dice, provider: Provider): HostileBody {
  const { checkoutId, text } = drawSample(dice, provider);
  const [before, after] = dice.pick([
    ['\ufeff', ''],
    ['\r\n\t ', '\n\n'],
    ['\ufeff \n', ' '],
  ] as const);
  return { name: 'wrapped in white space', bytes: Buffer.from(before + text + after), checkoutId };
}

/** The bytes of a webhook after an accident: a bit flipped, cut off, partly doubled, or mixed with other bytes. */
function damaged(dice: Dice, provider: Provider): HostileBody {
  const bytes = Buffer.from(drawSample(dice, provider).text);
  const at = dice.below(bytes.length);
  const kind = dice.pick(['flipped', 'cut', 'doubled', 'mixed'] as const);
  const name = `a ${kind} webhook`;
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  switch (kind) {
    case 'flipped':
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
      return { name, bytes };
    case 'cut':
      return { name, bytes: before };
    case 'doubled':
      return { name, bytes: Buffer.concat([bytes, after]) };
    case 'mixed':
      return { name, bytes: Buffer.concat([before, dice.bytes(1 + dice.below(8)), after]) };
  }
}

const kinds = [
  plain,
  plain,
  withUnknownMember,
  withOddDetail,
  withOddDetail,
  withOddEssential,
  wrapped,
  damaged,
] as const;

/** Draws the body of a webhook, with one thing wrong with it or nothing. */
export const drawWebhookBody = (dice: Dice, provider: Provider): HostileBody =>
  dice.pick(kinds)(dice, provider);
