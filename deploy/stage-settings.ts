import * as z from 'zod';
import { IngestSettings } from '../lib/aws/settings.ts';
import { findProvider, providers } from '../lib/providers/registry.ts';
import { UnsignedSources } from '../lib/webhook/unsigned-source.ts';
import { STAGE_NAME, STAGE_NAME_RULE } from '../service/stage-name.ts';

const wholeNumber = (lowest: number, highest: number) => z.coerce.number().int().min(lowest).max(highest);

const isListOfSources = (text: string): boolean => UnsignedSources.safeParse(text).success;
const namesKnownProviders = (text: string): boolean =>
  (UnsignedSources.safeParse(text).data ?? []).every(({ provider }) => findProvider(provider));

const namesIn = (text: string): readonly string[] => text.trim().split(/\s+/);
const areProviders = (text: string): boolean => namesIn(text).every((name) => findProvider(name));
const areDistinct = (text: string): boolean => new Set(namesIn(text)).size === namesIn(text).length;

/** The retention times that CloudWatch Logs accepts, up to ten years. */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** How long the dead-letter queue keeps a message: MessageRetentionPeriod in resources/queues.yml. */
const DEAD_LETTER_DAYS = 14;

/** The name of a host with at least one dot, such as pay.example.com. */
const HOST_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const CERTIFICATE = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/;

const ACCOUNTS = /^\d{12}( \d{12})*$/;

/** A password in an address would be in the template, where everyone who may see the stack reads it. */
function isNotifyUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return protocol === 'https:' && username + password + hash === '';
}

/** The bounds of Lambda for the maximum concurrency of a queue. */
const MAXIMUM_CONCURRENCY = { lowest: 2, highest: 1_000 };

/**
 * The settings of a stage, each for itself. Bounds that the functions check too are imported from there. A name that is
 * not here is refused, because it is probably mistyped. docs/settings.md explains every setting.
 */
const EachSetting = z.strictObject({
  providers: z
    .string()
    .refine(
      areProviders,
      `must be names of providers, separated by spaces: ${providers.map(({ name }) => name).join(', ')}`,
    )
    .refine(areDistinct, 'names a provider twice'),
  maxBodyBytes: IngestSettings.shape.MAX_BODY_BYTES,
  unsignedSources: z
    .string()
    .refine(isListOfSources, 'must be pairs such as inqud@3.64.51.60, separated by spaces, without ranges')
    .refine(namesKnownProviders, 'names an unknown provider'),
  throttleRate: wholeNumber(1, 1_000_000),
  throttleBurst: wholeNumber(1, 1_000_000),
  ingestConcurrency: wholeNumber(0, 100_000),
  consumeConcurrency: wholeNumber(MAXIMUM_CONCURRENCY.lowest, MAXIMUM_CONCURRENCY.highest),
  retentionDays: z.coerce
    .number()
    .int()
    .min(0)
    .max(36_500)
    .refine(
      (days) => days <= 0 || days > DEAD_LETTER_DAYS,
      'must be 0 or more than 14, because a dead letter can wait for 14 days',
    ),
  logLevel: z.enum(['DEBUG', 'INFO'], 'must be DEBUG or INFO, because metrics are log lines of level INFO'),
  logRetentionDays: z.coerce
    .number()
    .refine((days) => LOG_RETENTION_DAYS.includes(days), `must be one of ${LOG_RETENTION_DAYS.join(', ')}`),
  alarmEmail: z.union([z.literal(''), z.email()], 'must be an e-mail address, or empty for none'),
  queueAgeAlarm: wholeNumber(60, 86_400),
  refusalAlarm: wholeNumber(1, 1_000_000_000),
  domainName: z
    .string()
    .refine(
      (text) => text === '' || HOST_NAME.test(text),
      'must be a domain such as pay.example.com, or empty',
    ),
  certificateArn: z
    .string()
    .refine(
      (text) => text === '' || CERTIFICATE.test(text),
      'must be the ARN of a certificate in ACM, or empty',
    ),
  publishing: z.enum(
    ['on', 'off'],
    'must be "on" or "off", with the quotes, because YAML reads on and off as true and false',
  ),
  subscriberAccounts: z
    .string()
    .refine(
      (text) => text === '' || ACCOUNTS.test(text),
      'must be numbers of AWS accounts with twelve digits, in quotes and separated by a space, or empty',
    ),
  notifyUrl: z
    .string()
    .refine(
      (text) => text === '' || isNotifyUrl(text),
      'must be a URL that begins with https://, without user, password and fragment, or empty',
    ),
});

/** The settings of a stage. */
export const StageSettings = EachSetting.refine(
  ({ domainName, certificateArn }) => (domainName === '') === (certificateArn === ''),
  'domainName and certificateArn go together: set both or none',
).refine(
  ({ publishing, notifyUrl }) => publishing === 'on' || notifyUrl === '',
  'notifyUrl needs publishing: nothing is sent to it while publishing is "off"',
);

/** The name of a stage. */
export const Stage = z.string().regex(STAGE_NAME, STAGE_NAME_RULE);
