import * as z from 'zod/mini';
import { UnsignedSources } from '../webhook/unsigned-source.ts';
import { logLevels } from './telemetry/log-level.ts';

const wholeNumber = (fallback: number, lowest: number, highest: number) =>
  z._default(z.coerce.number().check(z.int(), z.minimum(lowest), z.maximum(highest)), fallback);

/** An SQS message has at most 1 MiB. Base64 makes a body a third larger, and the other fields need room. */
const LARGEST_BODY = 700 * 1024;

/** The secret of the local stack, for which `local-secret` is the key. It protects nothing. */
export const LOCAL_NOTIFY_SECRET = 'whsec_bG9jYWwtc2VjcmV0';

/** The settings of the log and the metrics of a function. */
const LogSettings = z.object({
  /** The CloudWatch namespace of the metrics, one for each stage. */
  METRICS_NAMESPACE: z._default(z.string().check(z.regex(/^[\w.\-/#:]{1,255}$/)), 'checkout-webhooks/local'),
  /** Set by Lambda to the template's `ApplicationLogLevel`. A level we do not know must not keep a function from starting. */
  AWS_LAMBDA_LOG_LEVEL: z.catch(z.enum(logLevels), 'INFO'),
});
export type LogSettings = z.infer<typeof LogSettings>;

/** The settings of the ingest function. */
export const IngestSettings = z.extend(LogSettings, {
  QUEUE_URL: z.url(),
  /** The SSM parameter of a provider is `<prefix>/<provider>/secrets`. Not set locally: see env-secret-store. */
  SECRETS_PREFIX: z.exactOptional(z.string().check(z.regex(/^\/[\w./-]+$/))),
  /** The names of the providers whose webhooks are accepted, separated by spaces. By default all. */
  PROVIDERS: z.exactOptional(
    z.pipe(
      z.string(),
      z.transform((names: string) => names.split(/\s+/).filter((name) => name !== '')),
    ),
  ),
  /** The address of the service, for the providers that sign it. A slash at its end is ignored. */
  PUBLIC_URL: z._default(
    z.pipe(
      z.url(),
      z.transform((url: string) => url.replace(/\/+$/, '')),
    ),
    'http://127.0.0.1:3000',
  ),
  MAX_BODY_BYTES: wholeNumber(256 * 1024, 1, LARGEST_BODY),
  /** Addresses from which a provider may send without a signature. By default every webhook must be signed. */
  UNSIGNED_SOURCES: z._default(UnsignedSources, []),
});

/** The settings of the notify function. */
export const NotifySettings = z.extend(LogSettings, {
  /** The merchant's endpoint for signed webhooks. */
  NOTIFY_URL: z.url(),
  NOTIFY_QUEUE_URL: z.url(),
  NOTIFY_DEAD_LETTER_QUEUE_URL: z.url(),
  /** The secrets are in the SSM parameter `<prefix>/notify/secrets`. Not set locally. */
  SECRETS_PREFIX: IngestSettings.shape.SECRETS_PREFIX,
  /** The secrets if there is no prefix, one per line, newest first. */
  NOTIFY_SECRETS: z._default(z.string(), LOCAL_NOTIFY_SECRET),
  /** `1` on the local stack alone: HTTP and private addresses are allowed then. */
  NOTIFY_FORWARD: z.exactOptional(z.literal('1')),
  /** Set by Lambda. The function's event source mapping is disabled when the endpoint is gone. */
  AWS_LAMBDA_FUNCTION_NAME: z.string(),
});

/** How checkouts are stored. Writers and readers must agree on these settings. */
export const TableSettings = z.object({
  TABLE_NAME: z.string().check(z.minLength(3)),
  /** Days from the latest write until the row of a checkout is deleted. 0 keeps rows forever. */
  RETENTION_DAYS: wholeNumber(0, 0, 36_500),
});
export type TableSettings = z.infer<typeof TableSettings>;

/** The settings of the consume function. */
export const ConsumeSettings = z.extend(TableSettings, {
  ...LogSettings.shape,
  DEAD_LETTER_QUEUE_URL: z.url(),
});

/** The settings of the publish function. */
export const PublishSettings = z.extend(LogSettings, {
  /** The topic is FIFO: a standard topic keeps no order and knows no duplicates. */
  TOPIC_ARN: z.string().check(z.regex(/^arn:[\w-]+:sns:[\w-]+:\d+:[\w-]+\.fifo$/)),
  /** Where the keys of rows go whose change cannot be read. */
  UNREADABLE_CHANGES_QUEUE_URL: z.url(),
  /** Names the service in every event. A checkout's `source` begins with it. */
  EVENT_SOURCE: z.string().check(z.regex(/^urn:checkout-webhooks:[\w-]+$/)),
  /** As for consume, so that both find the same facts in a history. */
  RETENTION_DAYS: TableSettings.shape.RETENTION_DAYS,
});

/**
 * Reads settings from environment variables.
 * @throws Error that names every missing or wrong setting, so that a bad deployment fails at once
 */
export function readSettings<Schema extends z.ZodMiniType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const result = z.safeParse(schema, environment);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`);
  throw new Error(`Missing or wrong settings in the environment: ${problems.join(', ')}.`);
}
