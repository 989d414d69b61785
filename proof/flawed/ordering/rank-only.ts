import type { FlawedReceiver } from '../flawed-receiver.ts';
import { withParse } from './with-parse.ts';

export const rankOnly: FlawedReceiver = {
  name: 'rank only, ignoring the provider’s time',
  parts: { findProvider: withParse(({ updatedAt: _ignored, ...checkout }) => checkout) },
};
