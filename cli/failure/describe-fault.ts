import * as z from 'zod/mini';
import type { Target } from '../stage/target.ts';
import { CommandFailure, exitCode, usageError } from './command-failure.ts';

/** What Node and the AWS SDK put on their errors. `cause` and `errors` hold the error behind the error. */
const AnyError = z.object({
  name: z.string(),
  message: z.string(),
  /** A text such as ECONNREFUSED; a number on the errors of the web platform. */
  code: z.optional(z.union([z.string(), z.number()])),
  cause: z.optional(z.unknown()),
  errors: z.optional(z.array(z.unknown())),
});
type AnyError = z.infer<typeof AnyError>;

/** As much of a target as a sentence needs. */
export type Where = Pick<Target, 'title' | 'isLocal' | 'stackName'>;

type Sentence = (target: Where, error: AnyError) => string;

const unreachable: Sentence = (target, { message }) =>
  target.isLocal
    ? `Nothing answers (${message}). Is the local stack running? npm start`
    : `Nothing answers (${message}). Check the address, the network, and for a stage its --region.`;

const noCredentials: Sentence = (_place, { message }) =>
  `No usable AWS credentials (${message}). Set AWS_PROFILE or --profile, or sign in: aws sso login`;

const noRegion: Sentence = () =>
  'serverless.yml does not say which AWS region the stage is in: add --region.';

const nothingThere: Sentence = (target) =>
  target.isLocal
    ? `The local stack has no ${target.stackName}. Was it started from another version? npm start`
    : `There is no ${target.stackName} in this account and region. Check --stage, --region and --profile.`;

const denied: Sentence = (target, { message }) => `Not allowed on ${target.title}: ${message}`;

/** By the error's code or name. */
const sentences: Readonly<Record<string, Sentence>> = {
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
  ResourceNotFoundException: nothingThere,
  QueueDoesNotExist: nothingThere,
  AccessDeniedException: denied,
  AccessDenied: denied,
};

/** Runs a command's work; what the SDK or the network throws becomes a sentence that says what to do. */
export async function describingFaults<T>(target: Where, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw describeFault(target, error);
  }
}

export function describeFault(target: Where, error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  const chain = chainOf(error);
  for (const link of chain) {
    if (link.code === 'ABORT_ERR') return new CommandFailure(exitCode.no, 'Nothing was done.');
    if (usageErrors.has(link.name)) return usageError(link.message);
    if (link.message === 'Region is missing') return fault(noRegion(target, link), error);
    const sentence = sentences[link.code ?? ''] ?? sentences[link.name];
    if (sentence) return fault(sentence(target, link), error);
  }
  const innermost = chain.at(-1);
  return fault(
    `${target.title}: ${innermost?.name ?? 'Error'}: ${innermost?.message ?? String(error)}`,
    error,
  );
}

/** Errors of lib/ that the command line is to blame for. */
const usageErrors: ReadonlySet<string> = new Set(['AmbiguousCheckout', 'InvalidCursor']);

/** One line, whatever the SDK wrote. */
const fault = (sentence: string, cause: unknown): CommandFailure =>
  new CommandFailure(exitCode.fault, sentence.replaceAll(/\s*\n\s*/g, ' '), { cause });

/** The error and what is behind it, outermost first. */
function chainOf(error: unknown): readonly AnyError[] {
  const { data } = z.safeParse(AnyError, error);
  if (!data) return [];
  return [data, ...[data.cause, ...(data.errors ?? [])].flatMap(chainOf)];
}
