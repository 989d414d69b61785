import * as z from 'zod/mini';
import { functionArn, functionNameIn } from './function-arn.ts';
import { errorAnswer, type LambdaAnswer } from './lambda-answer.ts';
import type { PausedMappings } from './paused-mappings.ts';
import type { RegisteredMapping } from './registered-mapping.ts';

const PATH = '/2015-03-31/event-source-mappings';
const CONFIGURATION = /^\/2015-03-31\/functions\/([^/]+)\/configuration$/;

/** Returns the environment variables of a function by its name; undefined if there is no such function. */
export type FindVariables = (functionName: string) => Readonly<Record<string, string>> | undefined;

/** What the API shows and changes. */
export interface LambdaRegistry {
  readonly region: string;
  readonly variablesOf: FindVariables;
  readonly mappings: readonly RegisteredMapping[];
  readonly paused: PausedMappings;
}

export interface LambdaRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly body: Buffer;
}

/**
 * Answers a request as Lambda does: lists the mappings, returns or changes one, or returns a function's configuration.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
 */
export function answerRequest(
  registry: LambdaRegistry,
  { method, target, body }: LambdaRequest,
): LambdaAnswer {
  const { pathname, searchParams } = new URL(target, 'http://lambda');
  const path = pathname.replace(/\/$/, '');
  if (method === 'GET' && path === PATH) return list(registry, searchParams);
  const [, named] = CONFIGURATION.exec(path) ?? [];
  if (method === 'GET' && named !== undefined)
    return configuration(registry, functionNameIn(decodeURIComponent(named)));
  const uuid = path.startsWith(`${PATH}/`) ? path.slice(PATH.length + 1) : undefined;
  if (uuid === undefined || (method !== 'GET' && method !== 'PUT'))
    return errorAnswer(404, 'UnknownOperationException', `The local stack has no ${method} ${path}.`);
  const mapping = registry.mappings.find((each) => each.uuid === uuid);
  if (!mapping) return notFound;
  return method === 'GET' ? { status: 200, body: mapping.describe() } : update(registry, mapping, body);
}

const notFound = errorAnswer(404, 'ResourceNotFoundException', 'The resource you requested does not exist.');

function configuration({ region, variablesOf }: LambdaRegistry, name: string): LambdaAnswer {
  const Variables = variablesOf(name);
  if (!Variables) return notFound;
  const FunctionArn = functionArn(region, name);
  return { status: 200, body: { FunctionName: name, FunctionArn, Environment: { Variables } } };
}

function list({ mappings }: LambdaRegistry, query: URLSearchParams): LambdaAnswer {
  const functionName = query.get('FunctionName');
  const source = query.get('EventSourceArn') ?? undefined;
  const name = functionName === null ? undefined : functionNameIn(functionName);
  const found = mappings.filter((mapping) => mapping.matches(name, source));
  return { status: 200, body: { EventSourceMappings: found.map((mapping) => mapping.describe()) } };
}

/** Lambda has more settings. One that is not understood here must not look as if it were set. */
const Update = z.strictObject({ Enabled: z.optional(z.boolean()), FunctionName: z.optional(z.string()) });

function update({ paused }: LambdaRegistry, mapping: RegisteredMapping, body: Buffer): LambdaAnswer {
  const wanted = z.safeParse(Update, parsed(body)).data;
  if (!wanted)
    return errorAnswer(
      400,
      'InvalidParameterValueException',
      'The local stack can change only Enabled of a mapping.',
    );
  if (mapping.isChanging)
    return errorAnswer(
      400,
      'ResourceInUseException',
      'Cannot update the event source mapping because it is in use.',
    );
  if (wanted.Enabled !== undefined) {
    const now = Date.now();
    if (wanted.Enabled) paused.resume(mapping.uuid);
    else paused.pause(mapping.uuid, paused.pausedAt(mapping.uuid) ?? now);
    mapping.change(wanted.Enabled, now);
  }
  return { status: 202, body: mapping.describe() };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
