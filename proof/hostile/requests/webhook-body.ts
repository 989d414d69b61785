import { inqud } from '../../../lib/providers/inqud.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import type { Dice } from '../../kit/dice.ts';
import { drawValue, hostileNames } from './hostile-values.ts';
import { replaceMember } from './replace-member.ts';
import { drawSample } from './sample.ts';

/** A body, and of which checkout it is beyond doubt a webhook, if it is. */
export interface HostileBody {
  readonly name: string;
  readonly bytes: Buffer;
  readonly checkoutId?: string;
}

const withMember = (text: string, name: string, value: string): string =>
  text.replace(/^\{/, () => `{${name}:${value},`);

/** A webhook with strangers among its members: they must not cost us the status. */
function withStrangers(dice: Dice, provider: Provider): HostileBody {
  const { checkoutId, text } = drawSample(dice, provider);
  const name = dice.pick(hostileNames);
  return {
    name: `a stranger named ${name}`,
    bytes: Buffer.from(withMember(text, name, drawValue(dice))),
    checkoutId,
  };
}

/** The members that a status can do without. */
const details: Readonly<Record<string, readonly string[]>> = {
  inqud: ['clientOrderId', 'fixedAmount', 'request', 'sourceAmount', 'sourceCurrency', 'amount', 'currency'],
  tweed: ['amount', 'currency', 'metadata', 'transaction_hash', 'customParams', 'reference', 'paymentData'],
};

/** The members by which a webhook stands or falls. */
const essentials: Readonly<Record<string, readonly string[]>> = {
  inqud: ['id', 'status', 'createdAt', 'lastUpdatedAt', 'modifiedAt'],
  tweed: ['type', 'data', 'status', 'checkoutData', 'checkoutId'],
};

/** A webhook whose details are of the wrong kind: still a webhook. */
function withOddDetail(dice: Dice, provider: Provider): HostileBody {
  const { checkoutId, text } = drawSample(dice, provider);
  const odd = replaceMember(dice, text, details[provider.name] ?? []);
  return { name: 'an odd detail', bytes: Buffer.from(odd), checkoutId };
}

function withOddEssential(dice: Dice, provider: Provider): HostileBody {
  const odd = replaceMember(dice, drawSample(dice, provider).text, essentials[provider.name] ?? []);
  return { name: 'an odd essential', bytes: Buffer.from(odd) };
}

function plain(dice: Dice, provider: Provider): HostileBody {
  const { checkoutId, text } = drawSample(dice, provider);
  return { name: 'as it should be', bytes: Buffer.from(text), checkoutId };
}

/** A byte-order mark does not count, nor does white space around it all. */
function wrapped(dice: Dice, provider: Provider): HostileBody {
  const { checkoutId, text } = drawSample(dice, provider);
  const [before, after] = dice.pick([
    ['\ufeff', ''],
    ['\r\n\t ', '\n\n'],
    ['\ufeff \n', ' '],
  ] as const);
  return { name: 'wrapped in white space', bytes: Buffer.from(before + text + after), checkoutId };
}

/** The bytes of a webhook after an accident: flipped, cut, doubled or with others among them. */
function damaged(dice: Dice, provider: Provider): HostileBody {
  const bytes = Buffer.from(drawSample(dice, provider).text);
  const at = dice.below(bytes.length);
  const kind = dice.pick(['flipped', 'cut', 'doubled', 'mixed'] as const);
  const variants = {
    flipped: () =>
      Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ (1 << dice.below(8)) : byte))),
    cut: () => bytes.subarray(0, at),
    doubled: () => Buffer.concat([bytes, bytes.subarray(at)]),
    mixed: () => Buffer.concat([bytes.subarray(0, at), dice.bytes(1 + dice.below(8)), bytes.subarray(at)]),
  };
  return { name: `a ${kind} webhook`, bytes: variants[kind]() };
}

const kinds = [
  plain,
  plain,
  withStrangers,
  withOddDetail,
  withOddDetail,
  withOddEssential,
  wrapped,
  damaged,
] as const;

/** The body of a webhook with something wrong with it, or nothing. */
export const drawWebhookBody = (dice: Dice): HostileBody & { readonly provider: Provider } => {
  const provider = dice.pick([inqud, tweed]);
  return { ...dice.pick(kinds)(dice, provider), provider };
};
