/** The headers that a merchant verifies, with the package that most of them will use, unchanged. */

import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { notificationHeaders } from '../../lib/notify/notification-headers.ts';

const OLD = 'whsec_b2xkIHNlY3JldCBvZiBhIG1lcmNoYW50IQ==';
const NEW = 'whsec_bmV3IHNlY3JldCBvZiBhIG1lcmNoYW50IQ==';
const text = '{"id":"evt_1","subject":"Zürich ☕"}';
const at = new Date().toISOString();

const headersWith = (...secrets: readonly string[]) =>
  notificationHeaders({ id: 'evt_1', body: Buffer.from(text), at, secrets }) ?? {};

const verify = (secret: string, headers: Readonly<Record<string, string>>, body = text): unknown =>
  new Webhook(secret).verify(body, headers);

describe('The headers of a notification', () => {
  it('are accepted by the package standardwebhooks', () => {
    expect(verify(NEW, headersWith(NEW))).toEqual(JSON.parse(text));
  });

  it('are refused for another body or another secret', () => {
    expect(() => verify(NEW, headersWith(NEW), `${text} `)).toThrow('No matching signature');
    expect(() => verify(OLD, headersWith(NEW))).toThrow('No matching signature');
  });

  it('have the signatures of both secrets during a rotation', () => {
    const headers = headersWith(NEW, OLD);
    expect(verify(NEW, headers)).toEqual(verify(OLD, headers));
    expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
  });

  it('say the id of the event and the second of the attempt', () => {
    const { 'webhook-id': id, 'webhook-timestamp': time } = headersWith(NEW);
    expect([id, time]).toEqual(['evt_1', String(Math.floor(Date.parse(at) / 1_000))]);
  });

  it('skip a secret that cannot sign, and are missing when none can', () => {
    expect(verify(NEW, headersWith('not base64!', NEW))).toEqual(JSON.parse(text));
    const none = { id: 'evt_1', body: Buffer.from(text), at, secrets: ['', 'whsec_'] };
    expect(notificationHeaders(none)).toBeUndefined();
  });
});
