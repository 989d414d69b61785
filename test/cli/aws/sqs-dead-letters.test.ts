import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, it, vi } from 'vitest';
import { DeadLetters } from '../../../cli/aws/sqs-dead-letters.ts';

const letter = (messageId: string) => ({
  messageId,
  receipt: `receipt of ${messageId}`,
  text: '{}',
  sentAt: '2026-01-01T00:00:00.000Z',
  receiveCount: 1,
});

it('reports letters that SQS did not release, although its answer is a success', async () => {
  const client = new SQSClient({ region: 'eu-central-1' });
  const failed = [{ Id: '0', SenderFault: true, Code: 'ReceiptHandleIsInvalid' }];
  vi.spyOn(client, 'send').mockImplementation(async () => ({ Failed: failed }));
  const onStillHidden = vi.fn();
  const letters = Array.from({ length: 12 }, (_, index) => letter(`m-${index}`));
  await new DeadLetters(client, 'http://127.0.0.1:1/queue', 0, onStillHidden).release(letters);
  expect(onStillHidden).toHaveBeenCalledExactlyOnceWith(2);
});

it('says nothing when all letters were released', async () => {
  const client = new SQSClient({ region: 'eu-central-1' });
  vi.spyOn(client, 'send').mockImplementation(async () => ({}));
  const onStillHidden = vi.fn();
  await new DeadLetters(client, 'http://127.0.0.1:1/queue', 0, onStillHidden).release([letter('m-1')]);
  expect(onStillHidden).not.toHaveBeenCalled();
});

it('fails when SQS did not delete a letter, although its answer is a success', async () => {
  const client = new SQSClient({ region: 'eu-central-1' });
  const failed = [{ Id: '1', SenderFault: true, Code: 'ReceiptHandleIsInvalid' }];
  vi.spyOn(client, 'send').mockImplementation(async () => ({ Failed: failed }));
  const box = new DeadLetters(client, 'http://127.0.0.1:1/queue', 0, () => undefined);
  await expect(box.delete([letter('m-1'), letter('m-2')])).rejects.toThrow(
    'SQS did not delete 1 of 2 dead letters',
  );
});
