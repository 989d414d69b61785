import type { FlawedReceiver } from '../flawed-receiver.ts';
import { withParse } from './with-parse.ts';

export const oneSecondClock: FlawedReceiver = {
  name: 'order by a one-second clock',
  parts: {
    findProvider: withParse((checkout) => {
      if (checkout.updatedAt === undefined) return checkout;
      return { ...checkout, updatedAt: checkout.updatedAt.replace(/\.\d+/, '.000000000') };
    }),
  },
};
