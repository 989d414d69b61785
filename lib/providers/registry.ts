import { btcpay } from './btcpay.ts';
import { coinbase } from './coinbase.ts';
import { crossmint } from './crossmint.ts';
import { inqud } from './inqud.ts';
import { paddle } from './paddle.ts';
import { polar } from './polar.ts';
import type { Provider } from './provider.ts';
import { razorpay } from './razorpay.ts';
import { square } from './square.ts';
import { stripe } from './stripe.ts';
import { tweed } from './tweed.ts';

/** Every provider that has a webhook path. A new provider adds its line here. */
export const providers: readonly Provider[] = [
  inqud,
  tweed,
  stripe,
  paddle,
  polar,
  coinbase,
  crossmint,
  razorpay,
  square,
  btcpay,
];

const byName = new Map(providers.map((provider) => [provider.name, provider]));

export const findProvider = (name: string): Provider | undefined => byName.get(name);
