import type { FlawedReceiver } from '../flawed-receiver.ts';
import { withParse } from './with-parse.ts';

export const oneSecondClock: FlawedReceiver = {
  name: 'order by a one-second clock',
  parts: {
    findProvider: withParse(({ updatedAt, ...checkout }) => ({
      ...checkout,
      ...(updatedAt !== undefined && { updatedAt: updatedAt.replace(/\.\d+/, '.000000000') }),
    })),
  },
};
