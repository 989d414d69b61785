import { Argument, InvalidArgumentError } from 'commander';
import { NOTIFY } from '../../lib/app/notify/attempt-event.ts';
import { notifySignature } from '../../lib/notify/notification-headers.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { didYouMean } from '../../lib/values/did-you-mean.ts';
import type { SignatureScheme } from '../../lib/webhook/signature-scheme.ts';

/** Who signs with a secret: a payment provider, or this service in the webhooks that it sends to the merchant. */
export interface SecretOwner {
  readonly name: string;
  readonly title: string;
  readonly signature: SignatureScheme;
  /** A key with fewer bytes is refused. */
  readonly fewestBytes: number;
  readonly says: OwnerSentences;
}

/** The sentences about a secret that are not the same for both kinds. Secrets are named by their fingerprints. */
interface OwnerSentences {
  set(secret: string, stage: string): string;
  added(secrets: string, stage: string): string;
  rotated(secret: string, earlier: string): string;
  /** When the earlier secret can be revoked. */
  readonly beforeRevoking: string;
  /** What to do with a secret that was generated. */
  readonly handOver: string;
  revoking(secrets: string, left: string): string;
  readonly untilForgotten: string;
}

/** For this long a running function keeps the secrets it has read (lib/aws/secrets/ssm-secret-store.ts). */
const UNTIL_FORGOTTEN = 'for up to five more minutes.';

const ofProvider = ({ name, title, signature }: Provider): SecretOwner => ({
  name,
  title,
  signature,
  fewestBytes: 1,
  says: {
    set: (secret, stage) => `Webhooks of ${title} signed with secret ${secret} are now accepted on ${stage}.`,
    added: (secrets, stage) =>
      `Webhooks of ${title} signed with any of ${secrets} are now accepted on ${stage}.`,
    rotated: (secret, earlier) => `${title} may now sign with secret ${secret}, and still with ${earlier}.`,
    beforeRevoking: 'Once it signs with the new secret, revoke the other:',
    handOver: `Enter this secret in ${title}'s dashboard now. It will not be shown again:`,
    revoking: (secrets, left) => `Revoke ${secrets} of ${title}, so that ${left} is accepted?`,
    untilForgotten: `Running functions may accept it ${UNTIL_FORGOTTEN}`,
  },
});

const WITHIN = 'within five minutes';

const ofNotify: SecretOwner = {
  name: NOTIFY,
  title: 'notify',
  signature: notifySignature,
  // Standard Webhooks asks for 24 to 64 bytes.
  fewestBytes: 24,
  says: {
    set: (secret, stage) =>
      `Webhooks to your endpoint are signed with secret ${secret} on ${stage} ${WITHIN}.`,
    added: (secrets, stage) =>
      `Webhooks to your endpoint are signed with each of ${secrets} on ${stage} ${WITHIN}.`,
    rotated: (secret, earlier) =>
      `Webhooks to your endpoint are signed with secret ${secret} ${WITHIN}, and still with ${earlier}.`,
    beforeRevoking: 'Once your endpoint verifies with the new secret, revoke the other:',
    handOver: 'Give this secret to your endpoint now. It will not be shown again:',
    revoking: (secrets, left) => `Revoke ${secrets} of notify, so that ${left} signs?`,
    untilForgotten: `Running functions may sign with it ${UNTIL_FORGOTTEN}`,
  },
};

export const secretOwners: readonly SecretOwner[] = [...providers.map(ofProvider), ofNotify];

const names = secretOwners.map(({ name }) => name);

export const secretOwnerArgument = (): Argument =>
  new Argument('<provider>', 'the payment provider, or notify for the webhooks to your endpoint')
    .choices(names)
    .argParser(knownOwner);

function knownOwner(text: string): SecretOwner {
  const provider = findProvider(text);
  if (provider) return ofProvider(provider);
  if (text === NOTIFY) return ofNotify;
  throw new InvalidArgumentError(`Use one of ${names.join(', ')}.${didYouMean(text, names)}`);
}
