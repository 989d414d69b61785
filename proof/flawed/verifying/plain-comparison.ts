import { createHmac } from 'node:crypto';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const plainComparison: FlawedReceiver = {
  name: '=== on the signature',
  parts: {
    checkSignature: ({ header, algorithm, value }, { headers, body }, secrets) => {
      const prefix = 'prefix' in value ? value.prefix : '';
      const isSigned = secrets.some(
        (secret) => headers[header] === prefix + createHmac(algorithm, secret).update(body).digest('hex'),
      );
      return isSigned ? undefined : 'signature_mismatch';
    },
  },
};
