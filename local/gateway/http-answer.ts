import * as z from 'zod/mini';

/** The HTTP response to the client. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** An answer of the gateway itself, in the words of API Gateway. */
export const gatewayAnswer = (status: number, message: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message })),
});

const FunctionAnswer = z.object({
  statusCode: z.coerce.number().check(z.int(), z.minimum(200), z.maximum(599)),
  headers: z.nullish(
    z.record(z.string(), z.pipe(z.union([z.string(), z.number(), z.boolean()]), z.transform(String))),
  ),
  cookies: z.nullish(z.array(z.string())),
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

/**
 * Returns the HTTP response for a function's result, by the rules of payload format 2.0. An object with a `statusCode`
 * describes the whole response, and anything else is the body of a 200. A malformed description is a 500.
 */
export function answerFrom(result: unknown): HttpAnswer {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) return bodyOnly(result);
  const parsed = z.safeParse(FunctionAnswer, result);
  if (!parsed.success) return gatewayAnswer(500, 'Internal Server Error');
  const { statusCode, cookies, body, isBase64Encoded } = parsed.data;
  const headers: Record<string, string | readonly string[]> = { 'content-type': 'text/plain;charset=UTF-8' };
  for (const [name, value] of Object.entries(parsed.data.headers ?? {})) headers[name.toLowerCase()] = value;
  if (cookies && cookies.length > 0) headers['set-cookie'] = cookies;
  return { status: statusCode, headers, body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8') };
}

const bodyOnly = (result: unknown): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(typeof result === 'string' ? result : (JSON.stringify(result) ?? '')),
});
