export type { SampleChange } from './events/sample-event.ts';
export { type LocalStack, type LocalStackOptions, startLocalStack } from './local-stack.ts';
export { type MemoryCheckouts, memoryCheckouts } from './memory/memory-checkouts.ts';
export {
  type SignedWebhook,
  signedWebhook,
  type WebhookContent,
} from './providers/sending/signed-webhook.ts';
export { signedNotification } from './signed-notification.ts';
