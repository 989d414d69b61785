import type { FlawedReceiver } from '../flawed-receiver.ts';
import { withoutTime, withProvider } from './with-provider.ts';

export const timeNotChecked: FlawedReceiver = {
  name: 'the signed time is not checked',
  parts: { findProvider: withProvider(withoutTime) },
};
