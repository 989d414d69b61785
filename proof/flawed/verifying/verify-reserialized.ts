import { receiveDelivery } from '../../../lib/app/receive-delivery.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const verifyReserialized: FlawedReceiver = {
  name: 'verify the re-serialized body',
  parts: {
    receive: (dependencies, delivery, invocation) =>
      receiveDelivery(dependencies, { ...delivery, body: reserialized(delivery.body) }, invocation),
  },
};

function reserialized(body: Uint8Array): Uint8Array {
  try {
    return Buffer.from(JSON.stringify(JSON.parse(new TextDecoder().decode(body))));
  } catch {
    return body;
  }
}
