import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Argument, Command } from 'commander';
import { secretLines, secretVariable } from '../../lib/aws/env-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { providers } from '../../lib/providers/registry.ts';
import { CommandFailure, usageError } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { explainingFaults } from '../explain-fault.ts';
import { examples, jsonOption, knownProvider, notEmpty, url, utcTime } from '../options.ts';
import { placeOf } from '../place.ts';
import { postWebhook } from '../post-webhook.ts';
import { answerLines } from '../render/answer-lines.ts';
import { note, paint, print, printJson } from '../screen.ts';
import { remarkOn, webhookToSend } from '../webhook-to-send.ts';

const DEFAULT_SECRET = 'local-secret';
/** `WEBHOOK_SECRETS_<PROVIDER>`. */
const SECRETS = secretVariable('<provider>');

interface SendOptions {
  readonly url?: string;
  readonly secret?: string;
  readonly body?: string;
  readonly reference?: string;
  readonly at?: string;
  readonly json?: true;
}

export const sendCommand = (): Command =>
  new Command('send')
    .description('Sign a webhook as the provider would, post it, and print the answer.')
    .addArgument(
      new Argument('<provider>', providers.map(({ name }) => name).join(' or ')).argParser(knownProvider),
    )
    .argument('[checkoutId]', "of the checkout; Inqud's begin with CCO- or ORCO-")
    .argument('[status]', "the provider's word, such as NEW or SUCCESS, CREATED or DONE")
    .option('--url <url>', 'where to (default: the local stack)', url)
    .option('--secret <secret>', `signs (default: the first of ${SECRETS}, else ${DEFAULT_SECRET})`, notEmpty)
    .option('--body <file>', 'post exactly these bytes instead of a sample; - is standard input')
    .option('--reference <reference>', "your own reference in the sample's body")
    .option('--at <time>', "the provider's time in the sample (default: now)", utcTime)
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
  const body = await bodyOf(provider, checkoutId, status, options);
  const remark = remarkOn(provider, body, { ...(checkoutId && { checkoutId }), ...(status && { status }) });
  if (remark) note(remark);
  const place = placeOf({}, process.env);
  const webhook = webhookToSend(provider, body, {
    url: options.url ?? `${place.webhooksUrl}/${provider.name}`,
    secret: options.secret ?? localSecret(provider),
  });
  const target = { ...place, isLocal: options.url === undefined };
  const answer = await explainingFaults(target, () => postWebhook(webhook));
  if (options.json) printJson({ url: webhook.url, status: answer.status, answer: answer.body });
  else print(`POST ${webhook.url}\n${answerLines(answer, paint)}`);
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

const localSecret = ({ name }: Provider): string =>
  secretLines(process.env[secretVariable(name)] ?? '')[0] ?? DEFAULT_SECRET;
