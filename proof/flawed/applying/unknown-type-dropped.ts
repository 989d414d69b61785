import { findProvider } from '../../../lib/providers/registry.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const unknownTypeDropped: FlawedReceiver = {
  name: 'a type that nobody knows is acknowledged and dropped',
  parts: {
    findProvider: (name) => {
      const provider = findProvider(name);
      if (!provider) return undefined;
      return {
        ...provider,
        parse: (body, headers) => {
          const parsed = provider.parse(body, headers);
          const isUnknown = parsed.kind === 'unreadable' && parsed.reason === 'unknown_type';
          return isUnknown ? { kind: 'ignored', type: 'unknown' } : parsed;
        },
      };
    },
  },
};
