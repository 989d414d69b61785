import * as z from 'zod/mini';
import type { ParsedWebhook } from '../provider.ts';
import { numberText, parseJsonBody } from './json-body.ts';

type Mapping<Schema extends z.ZodMiniType> = (value: z.output<Schema>) => ParsedWebhook;

/**
 * Builds the `parse` of a provider from the schema of its body and a mapping. It never throws: a body that is not
 * JSON or does not match the schema is `unreadable`. The reason quotes nothing of the body.
 */
export function bodyParser<Schema extends z.ZodMiniType>(schema: Schema, map: Mapping<Schema>) {
  return (body: Uint8Array): ParsedWebhook => {
    const json = tryParse(body);
    return 'problem' in json ? unreadable(json.problem) : parseValue(schema, json.value, map);
  };
}

/** Maps a value that matches the schema. Any other value is `unreadable`. */
export function parseValue<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  map: Mapping<Schema>,
): ParsedWebhook {
  const result = z.safeParse(schema, value);
  return result.success ? map(result.data) : unreadable(unexpectedShape(result.error));
}

export const unreadable = (reason: string): ParsedWebhook => ({ kind: 'unreadable', reason });

function tryParse(body: Uint8Array): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: parseJsonBody(body) };
  } catch (error) {
    return { problem: error instanceof RangeError ? 'json_too_deep' : 'not_json' };
  }
}

/** Names the fields that do not match. Never their content, which may be personal. */
function unexpectedShape(error: z.core.$ZodError): string {
  const fields = error.issues.map((issue) => issue.path.map(String).join('.') || '(top level)');
  return `unexpected_shape at ${[...new Set(fields)].join(', ')}`;
}

/** Schema of a detail. A detail that is missing or has an unexpected type must not make the whole webhook fail. */
export const lenient = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.catch(z.optional(schema), undefined);

/**
 * Schema of a text detail, sent as a string or a number. It is ignored when it is empty. One that is too long for a row is
 * left out of the event later, and reported.
 */
export const detailText = lenient(z.pipe(numberText, z.string().check(z.minLength(1))));
