import * as z from 'zod/mini';
import type { Target } from '../stage/target.ts';
import { CommandFailure, canceled, type FailureCode, usageError } from './command-failure.ts';

/** The properties of an error of Node or of the AWS SDK. `cause` and `errors` hold the errors behind it. */
const AnyError = z.object({
  name: z.string(),
  message: z.string(),
  /** A text such as ECONNREFUSED. Errors of the web platform have a number. */
  code: z.optional(z.union([z.string(), z.number()])),
  cause: z.optional(z.unknown()),
  errors: z.optional(z.array(z.unknown())),
});
type AnyError = z.infer<typeof AnyError>;

/** The properties of a target that a sentence may need. */
export type Where = Pick<Target, 'title' | 'isLocal' | 'stackName'> & {
  readonly profile?: string | undefined;
};

/** How a fault is reported: its code, and a sentence that says what to do. */
interface Report {
  readonly code: FailureCode;
  readonly sentence: (where: Where, error: AnyError) => string;
}

const unreachable: Report = {
  code: 'unreachable',
  sentence: (where, { message }) =>
    where.isLocal
      ? `No response (${message}). Is the local stack running? Start it with: npm start`
      : `No response (${message}). Check the address, the network and, for a stage, --region.`,
};

const noCredentials: Report = {
  code: 'no_credentials',
  sentence: ({ profile }, { message }) =>
    profile === undefined
      ? `No valid AWS credentials (${message}). Set AWS_PROFILE or --profile, or sign in with: aws sso login`
      : `No valid AWS credentials in the profile ${profile} (${message}). List the profiles with aws configure list-profiles, or sign in with: aws sso login --profile ${profile}`,
};

const noRegion: Report = {
  code: 'no_region',
  sentence: () => 'No AWS region is set for this stage. Add --region.',
};

const missing: Report = {
  code: 'missing_resource',
  sentence: ({ isLocal, stackName }) =>
    isLocal
      ? `The local stack has no ${stackName}. It may run another version. Restart it with: npm start`
      : `There is no ${stackName} in this account and region. Check --stage, --region and --profile.`,
};

const denied: Report = {
  code: 'access_denied',
  sentence: ({ title }, { message }) => `Access denied on ${title}: ${message}`,
};

/** By the code or the name of the error. */
const reports: Readonly<Record<string, Report>> = {
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ETIMEDOUT: unreachable,
  TimeoutError: unreachable,
  CredentialsProviderError: noCredentials,
  UnrecognizedClientException: noCredentials,
  InvalidClientTokenId: noCredentials,
  ExpiredTokenException: noCredentials,
  ExpiredToken: noCredentials,
  ResourceNotFoundException: missing,
  QueueDoesNotExist: missing,
  // The name that SNS gives to a topic that does not exist.
  NotFoundException: missing,
  NotFound: missing,
  AccessDeniedException: denied,
  AccessDenied: denied,
};

/** Errors of lib/ that a wrong command line causes. */
const usageErrors: Readonly<Record<string, FailureCode>> = {
  AmbiguousCheckout: 'ambiguous_checkout',
  InvalidCursor: 'invalid_cursor',
};

/** Runs a command's work. An error of the SDK or of the network becomes a sentence that says what to do. */
export async function describingFaults<T>(where: Where, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw describeFault(where, error);
  }
}

export function describeFault(where: Where, error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  const chain = chainOf(error);
  for (const link of chain) {
    if (link.code === 'ABORT_ERR') return canceled();
    const usage = usageErrors[link.name];
    if (usage) return usageError(link.message, usage);
    const report = reportOf(link);
    if (report) return fault(report.code, report.sentence(where, link), error);
  }
  const { name, message } = chain.at(-1) ?? { name: 'Error', message: String(error) };
  return fault('service_failed', `${where.title}: ${name}: ${message}`, error);
}

function reportOf({ code = '', name, message }: AnyError): Report | undefined {
  if (message === 'Region is missing') return noRegion;
  return reports[code] ?? reports[name];
}

/** The SDK's messages may have several lines. A failure has one. */
const fault = (code: FailureCode, sentence: string, cause: unknown): CommandFailure =>
  new CommandFailure(code, sentence.replaceAll(/\s*\n\s*/g, ' '), { cause });

/** Returns the error and the errors behind it, outermost first. */
function chainOf(error: unknown): readonly AnyError[] {
  const { data } = z.safeParse(AnyError, error);
  if (!data) return [];
  const behind = [data.cause, ...(data.errors ?? [])];
  return [data, ...behind.flatMap(chainOf)];
}
