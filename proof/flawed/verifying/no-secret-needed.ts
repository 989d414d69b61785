import { receiveDelivery } from '../../../lib/app/receive-delivery.ts';
import { signedBy } from '../../kit/signed-by.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

/** It is also base64, which some providers' secrets must be. */
const ANY_SECRET = 'anyanyan';

export const noSecretNeeded: FlawedReceiver = {
  name: 'accept without a secret',
  parts: {
    receive: async (dependencies, delivery, invocation) => {
      const provider = dependencies.findProvider(delivery.provider);
      const known = await dependencies.secrets.secretsOf(delivery.provider).catch(() => ['unreadable']);
      if (known.length > 0 || !provider) return receiveDelivery(dependencies, delivery, invocation);
      const secretsOf = async () => [ANY_SECRET];
      const headers = signedBy(provider, delivery.body, ANY_SECRET, delivery.receivedAt);
      const secrets = { secretsOf, freshSecretsOf: secretsOf };
      return receiveDelivery({ ...dependencies, secrets }, { ...delivery, headers }, invocation);
    },
  },
};
