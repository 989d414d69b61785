import { receiveDelivery } from '../../../lib/app/receive-delivery.ts';
import type { Delivery } from '../../../lib/webhook/delivery.ts';
import type { SignatureScheme } from '../../../lib/webhook/signature-scheme.ts';
import { PUBLIC_URL } from '../../kit/signed-by.ts';
import { headersOf, readSent } from '../../kit/signing/sent-webhook.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const firstSignatureOnly: FlawedReceiver = {
  name: 'only the first signature of a list',
  parts: {
    receive: (dependencies, delivery, invocation) => {
      const provider = dependencies.findProvider(delivery.provider);
      const first = provider ? withFirstDigest(provider.signature, delivery) : delivery;
      return receiveDelivery(dependencies, first, invocation);
    },
  },
};

function withFirstDigest(scheme: SignatureScheme, delivery: Delivery): Delivery {
  const { body, headers } = delivery;
  const sent = readSent(scheme, { body, url: PUBLIC_URL, headers });
  if (!sent || sent.digests.length < 2) return delivery;
  return { ...delivery, headers: headersOf(scheme, { ...sent, digests: sent.digests.slice(0, 1) }) };
}
