import * as z from 'zod/mini';
import { DETAIL_LENGTH } from '../checkout/details.ts';
import { numberText, parseJsonBody } from './json-body.ts';
import type { ParsedWebhook } from './provider.ts';

type Mapping<Schema extends z.ZodMiniType> = (value: z.output<Schema>) => ParsedWebhook;

/**
 * Builds a provider's `parse` from the schema of its body and a mapping. Whatever the bytes, the result is a
 * value: what is no JSON or does not fit the schema is `unreadable`, with a reason that quotes none of it.
 */
export function bodyParser<Schema extends z.ZodMiniType>(schema: Schema, map: Mapping<Schema>) {
  return (body: Uint8Array): ParsedWebhook => {
    const json = tryParse(body);
    return 'problem' in json ? unreadable(json.problem) : fitted(schema, json.value, map);
  };
}

/** Maps a value that fits the schema; `unreadable` otherwise. */
export function fitted<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  map: Mapping<Schema>,
): ParsedWebhook {
  const fit = z.safeParse(schema, value);
  return fit.success ? map(fit.data) : unreadable(misfit(fit.error));
}

export const unreadable = (reason: string): ParsedWebhook => ({ kind: 'unreadable', reason });

function tryParse(body: Uint8Array): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: parseJsonBody(body) };
  } catch (error) {
    return { problem: error instanceof RangeError ? 'json_too_deep' : 'not_json' };
  }
}

/** Names the places that do not fit and never their content, which may be personal. */
function misfit(error: z.core.$ZodError): string {
  const places = error.issues.map((issue) => issue.path.map(String).join('.') || '(top level)');
  return `unexpected_shape at ${[...new Set(places)].join(', ')}`;
}

/** Schema of a detail: a field that is missing or of an unexpected kind must not cost us the status. */
export const lenient = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.catch(z.optional(schema), undefined);

/** A text detail, written as text or as a number: 1 to 256 characters, else left out. */
export const detailText = lenient(
  z.pipe(numberText, z.string().check(z.minLength(1), z.maxLength(DETAIL_LENGTH))),
);
