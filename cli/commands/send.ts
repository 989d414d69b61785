import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { didYouMean } from '../../lib/values/did-you-mean.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import {
  examples,
  jsonOption,
  providerArgument,
  withTargetOptions,
  yesOption,
} from '../arguments/options.ts';
import { notEmpty, url, utcTime } from '../arguments/parse-argument.ts';
import { usageError } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { answerLines, outcomeText } from '../render/answer-lines.ts';
import { type Target, type TargetOptions, targetOf } from '../stage/target.ts';
import { confirm } from '../terminal/confirm.ts';
import { note, paint, print, printJson } from '../terminal/screen.ts';
import { OutcomeWatch } from '../webhooks/await-outcome.ts';
import { findDestination } from '../webhooks/find-destination.ts';
import { postWebhook } from '../webhooks/post-webhook.ts';
import { requireApplied } from '../webhooks/require-applied.ts';
import { remarkOn, webhookToSend } from '../webhooks/webhook-to-send.ts';

const DEFAULTS = `
Without --url, the webhook goes to the local stack or, with --stage, to the URL of that stage. Without --secret, it is
signed with the newest secret of the stage. For the local stack that is the first line of
${secretVariable('<provider>')}, or ${LOCAL_SECRET} if the variable is not set.`;

interface SendOptions extends TargetOptions {
  readonly url?: string;
  readonly secret?: string;
  readonly body?: string;
  readonly reference?: string;
  readonly at?: string;
  readonly wait?: true;
  readonly yes?: true;
  readonly json?: true;
}

export const sendCommand = (): Command =>
  withTargetOptions(new Command('send'))
    .addArgument(providerArgument())
    .argument('[checkoutId]', 'id of the checkout; those of Inqud begin with CCO- or ORCO-')
    .argument('[status]', "the provider's status, such as NEW or SUCCESS, CREATED or DONE")
    .option('--url <url>', 'URL to send the webhook to', url)
    .option('--secret <secret>', 'signing secret', notEmpty)
    .option('--body <file>', 'file with the exact body to send instead of a sample; - is standard input')
    .option('--reference <reference>', 'your own reference, for the sample')
    .option('--at <time>', "the provider's time, for the sample (default: now)", utcTime)
    .addOption(
      new Option('--wait', 'wait until the webhook is applied or a dead letter, and say which').conflicts(
        'url',
      ),
    )
    .addOption(yesOption())
    .addOption(jsonOption())
    .addHelpText('after', DEFAULTS)
    .addHelpText(
      'after',
      examples(
        'send inqud CCO-1 NEW',
        'send tweed 7f3c DONE --reference order-17',
        'send inqud CCO-1 SUCCESS --wait',
        'send inqud --body webhook.json',
      ),
    )
    .action(send);

async function send(
  provider: Provider,
  checkoutId: string | undefined,
  status: string | undefined,
  options: SendOptions,
): Promise<void> {
  const target = targetOf(options, process.env);
  const body = await bodyToSend(provider, checkoutId, status, options);
  const remark = remarkOn(provider, body, { checkoutId, status });
  if (remark) note(remark);
  if (!target.isLocal)
    await confirm(
      `The webhook goes to ${target.title}, which will treat it as a webhook of ${provider.title}.`,
      options.yes,
    );
  // A URL may lead anywhere. An error there must not be blamed on the local stack.
  const where = options.url === undefined ? target : { ...target, isLocal: false };
  const { webhook, answer, outcome } = await describingFaults(where, () =>
    deliver(target, provider, body, options),
  );
  const result = withoutUndefined({ url: webhook.url, status: answer.status, answer: answer.body, outcome });
  if (!options.json) print(`POST ${webhook.url}\n${answerLines(answer, paint)}`);
  const applied = requireApplied(answer, outcome, target, result);
  if (options.json) printJson(result);
  else if (applied) print(outcomeText(applied, paint));
}

/** Posts the webhook and, with `--wait`, waits for its outcome. */
async function deliver(target: Target, provider: Provider, body: Uint8Array, options: SendOptions) {
  const destination = await findDestination(target, provider, options, process.env);
  const webhook = webhookToSend(provider, body, destination);
  const watch = options.wait && new OutcomeWatch(target, provider, webhook);
  await watch?.begin();
  const answer = await postWebhook(webhook);
  const outcome = answer.status === 200 ? await watch?.outcome() : undefined;
  return { webhook, answer, outcome };
}

async function bodyToSend(
  provider: Provider,
  checkoutId: string | undefined,
  status: string | undefined,
  { body, reference, at = new Date().toISOString(), yes }: SendOptions,
): Promise<Uint8Array> {
  if (body !== undefined) return readBody(body);
  if (checkoutId === undefined || status === undefined)
    throw usageError('Give a checkout id and a status, or --body.');
  if (!yes) refuseMistyped(provider, status);
  const sample = provider.sample(withoutUndefined({ checkoutId, status, at, reference }));
  return Buffer.from(JSON.stringify(sample));
}

/** An unknown status is sent, because that is worth a trial. One that is almost known is probably a mistake. */
function refuseMistyped({ title, lifecycles }: Provider, status: string): void {
  const known = new Set(Object.values(lifecycles).flatMap((lifecycle) => Object.keys(lifecycle)));
  const meant = known.has(status) ? '' : didYouMean(status, known);
  if (meant === '') return;
  throw usageError(
    `${title} has no status ${status}.${meant} To send it as it is, add --yes.`,
    'invalid_argument',
  );
}

async function readBody(file: string): Promise<Uint8Array> {
  try {
    return await (file === '-' ? buffer(process.stdin) : readFile(file));
  } catch (error) {
    throw usageError(`--body ${file} cannot be read (${error instanceof Error ? error.message : error}).`);
  }
}
