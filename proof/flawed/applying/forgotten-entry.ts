import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const forgottenEntry: FlawedReceiver = {
  name: 'merge of a batch that forgets one event’s history',
  parts: {
    apply: ({ store, ...dependencies }, records, invocation) => {
      const advance: typeof store.advance = (key, [first, ...rest], signal) =>
        store.advance(key, [rest.at(-1) ?? first], signal);
      const forgetful = { advance, replace: store.replace };
      return applyDeliveries({ ...dependencies, store: forgetful }, records, invocation);
    },
  },
};
