import type { FlawedReceiver } from '../flawed-receiver.ts';
import { withProvider } from '../verifying/with-provider.ts';

export const deliveryIdAsEventId: FlawedReceiver = {
  name: 'the id of the delivery as that of the event',
  parts: {
    findProvider: withProvider((provider) => {
      const { deliveryIdHeader } = provider;
      return deliveryIdHeader === undefined ? provider : { ...provider, eventIdHeader: deliveryIdHeader };
    }),
  },
};
