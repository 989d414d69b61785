import * as z from 'zod/mini';
import { secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { serverlessCommand, type Target } from '../stage/target.ts';
import type { WebhookAnswer } from '../webhooks/post-webhook.ts';

const ServiceAnswer = z.object({ code: z.string() });

/** The code of an answer of the service. The answers of API Gateway itself have none. */
const codeOf = (body: unknown): string | undefined => z.safeParse(ServiceAnswer, body).data?.code;

/** An answer for a sentence: `503 no_secret`, or only its status. */
export function answerName({ status, body }: WebhookAnswer): string {
  const code = codeOf(body);
  return code === undefined ? String(status) : `${status} ${code}`;
}

/** Returns what to do when a signed webhook was not accepted. */
export function refusalRemedy(target: Target, provider: Provider, answer: WebhookAnswer): string {
  const remedies = target.isLocal ? localRemedies(provider) : stageRemedies(target, provider);
  const remedy = remedies[codeOf(answer.body) ?? `status_${answer.status}`];
  return (
    remedy ??
    `Check the URL with npx checkout-webhooks url${target.suffix}, and the log of the ingest function.`
  );
}

type Remedies = Readonly<Record<string, string>>;

function localRemedies({ name, title }: Provider): Remedies {
  const variable = secretVariable(name);
  return {
    no_secret: `The local stack has no secret of ${title}: ${variable} was empty for npm start. Restart it without the variable.`,
    unauthorized: `Set the same ${variable} here as for npm start.`,
    refused_for_now: `Set the same ${variable} here as for npm start.`,
    unavailable: 'The local queue does not answer. Restart npm start.',
    unknown_provider: 'The local stack runs older code. Restart npm start.',
  };
}

function stageRemedies(target: Exclude<Target, { readonly isLocal: true }>, { name }: Provider): Remedies {
  return {
    no_secret: `The function found no secret in SSM. Wait a minute and run doctor again, then see docs/runbook.md#no-secret`,
    unauthorized: `The function accepts other secrets than SSM has now. It reads them again within five minutes: npx checkout-webhooks secret list${target.suffix}`,
    refused_for_now: `The function accepts other secrets than SSM has now. It reads them again within five minutes: npx checkout-webhooks secret list${target.suffix}`,
    unavailable: 'SQS or SSM did not answer the function. See docs/runbook.md#ingest-faults',
    unknown_provider: `The stage runs a version that does not know ${name}: ${serverlessCommand(target, 'deploy')}`,
    status_429: 'More requests arrive than throttleRate and throttleBurst allow. See docs/settings.md',
  };
}
