import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import {
  examples,
  jsonOption,
  providerArgument,
  withTargetOptions,
  yesOption,
} from '../arguments/options.ts';
import { notEmpty, url, utcTime } from '../arguments/parse-argument.ts';
import { CommandFailure, exitCode, usageError } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { answerLines } from '../render/answer-lines.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { confirm } from '../terminal/confirm.ts';
import { note, paint, print, printJson } from '../terminal/screen.ts';
import { findDestination } from '../webhooks/find-destination.ts';
import { postWebhook } from '../webhooks/post-webhook.ts';
import { remarkOn, webhookToSend } from '../webhooks/webhook-to-send.ts';

/** `WEBHOOK_SECRETS_<PROVIDER>`. */
const SECRETS = secretVariable('<provider>');

interface SendOptions extends TargetOptions {
  readonly url?: string;
  readonly secret?: string;
  readonly body?: string;
  readonly reference?: string;
  readonly at?: string;
  readonly yes?: true;
  readonly json?: true;
}

export const sendCommand = (): Command =>
  withTargetOptions(new Command('send'))
    .description('Sign a webhook as the provider would, post it, and print the answer.')
    .addArgument(providerArgument())
    .argument('[checkoutId]', "of the checkout; Inqud's begin with CCO- or ORCO-")
    .argument('[status]', "the provider's word, such as NEW or SUCCESS, CREATED or DONE")
    .option('--url <url>', "where to (default: the target's own webhook)", url)
    .option('--secret <secret>', `signs (default: the first of ${SECRETS}, else ${LOCAL_SECRET})`, notEmpty)
    .option('--body <file>', 'post exactly these bytes instead of a sample; - is standard input')
    .option('--reference <reference>', "your own reference in the sample's body")
    .option('--at <time>', "the provider's time in the sample (default: now)", utcTime)
    .addOption(yesOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'send inqud CCO-1 NEW',
        'send tweed 7f3c DONE --reference order-17',
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
  const body = await bodyOf(provider, checkoutId, status, options);
  const remark = remarkOn(provider, body, { ...(checkoutId && { checkoutId }), ...(status && { status }) });
  if (remark) note(remark);
  if (!target.isLocal)
    await confirm(`${target.title} will take this for ${provider.title}'s word.`, options.yes);
  const where = options.url === undefined ? target : { ...target, isLocal: false };
  const { posted, answer } = await describingFaults(where, async () => {
    const destination = await findDestination(target, provider, options, process.env);
    const webhook = webhookToSend(provider, body, destination);
    return { posted: webhook.url, answer: await postWebhook(webhook) };
  });
  if (options.json) printJson({ url: posted, status: answer.status, answer: answer.body });
  else print(`POST ${posted}\n${answerLines(answer, paint)}`);
  if (answer.status !== 200) throw new CommandFailure(exitCode.no, `Not accepted: ${answer.status}.`);
}

async function bodyOf(
  provider: Provider,
  checkoutId: string | undefined,
  status: string | undefined,
  { body, reference, at = new Date().toISOString() }: SendOptions,
): Promise<Uint8Array> {
  if (body !== undefined) return readBody(body);
  if (checkoutId === undefined || status === undefined)
    throw usageError('Give a checkout id and a status, or --body.');
  const sample = provider.sample({ checkoutId, status, at, ...(reference && { reference }) });
  return Buffer.from(JSON.stringify(sample));
}

async function readBody(file: string): Promise<Uint8Array> {
  try {
    return await (file === '-' ? buffer(process.stdin) : readFile(file));
  } catch (error) {
    throw usageError(`--body ${file} cannot be read (${error instanceof Error ? error.message : error}).`);
  }
}
