import * as z from 'zod/mini';
import { UnsignedSources } from '../webhook/unsigned-source.ts';
import { logLevels } from './telemetry/log-level.ts';

const wholeNumber = (fallback: number, lowest: number, highest: number) =>
  z._default(z.coerce.number().check(z.int(), z.minimum(lowest), z.maximum(highest)), fallback);

/** SQS takes 1 MiB a message; base64 makes a third more of a body, and the envelope needs room. */
const LARGEST_BODY = 700 * 1024;

/** What and where a function reports. */
const ReportSettings = z.object({
  /** The CloudWatch namespace of our metrics: one for each stage. */
  METRICS_NAMESPACE: z._default(z.string().check(z.regex(/^[\w.\-/#:]{1,255}$/)), 'checkout-webhooks/local'),
  /** Set by Lambda itself, to the template's `ApplicationLogLevel`. No word of AWS's keeps a function from starting. */
  AWS_LAMBDA_LOG_LEVEL: z.catch(z.enum(logLevels), 'INFO'),
});
export type ReportSettings = z.infer<typeof ReportSettings>;

/** What the ingest function reads from its environment. */
export const IngestSettings = z.extend(ReportSettings, {
  QUEUE_URL: z.url(),
  /** Set on AWS: `<prefix>/<provider>/secrets` is an SSM parameter. Not set locally: see env-secret-store. */
  SECRETS_PREFIX: z.exactOptional(z.string().check(z.regex(/^\/[\w./-]+$/))),
  MAX_BODY_BYTES: wholeNumber(256 * 1024, 1, LARGEST_BODY),
  /** Which providers may leave the signature out, and from where. Empty: none may. */
  UNSIGNED_SOURCES: z._default(UnsignedSources, []),
});

/** What says where and how checkouts are stored. Readers need it too. */
export const TableSettings = z.object({
  TABLE_NAME: z.string().check(z.minLength(3)),
  /** Over how many partitions of the state index one state is spread. May grow later, never shrink. */
  STATE_SHARDS: wholeNumber(8, 1, 100),
  /** Days after the last event until a checkout's row is deleted; 0 keeps it for ever. */
  RETENTION_DAYS: wholeNumber(0, 0, 36_500),
});
export type TableSettings = z.infer<typeof TableSettings>;

/** What the consume function reads from its environment. */
export const ConsumeSettings = z.extend(TableSettings, {
  ...ReportSettings.shape,
  DEAD_LETTER_QUEUE_URL: z.url(),
});

/**
 * Settings from an environment.
 * @throws Error that names every setting that is missing or wrong, so that a bad deployment fails at once
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
