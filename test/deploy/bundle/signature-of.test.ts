import { expect, it } from 'vitest';
import { signatureOf } from './signature-of.ts';

it('The signature of `post-vanilla` in AWS’s test suite is the published one', () => {
  const headers = { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' };
  const scope = ['20150830', 'us-east-1', 'service', 'aws4_request'];
  const post = { path: '/', headers, names: 'host;x-amz-date', scope, body: new Uint8Array() };
  expect(signatureOf(post, 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')).toBe(
    '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  );
});
