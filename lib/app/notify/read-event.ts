import * as z from 'zod/mini';

/**
 * The parts of an event that sending it needs. Everything else is the receiver's business. In particular a newer
 * publisher may use words that this version does not know.
 */
const SentEvent = z.object({
  /** Part of a header and of the signed text. */
  id: z.string().check(z.regex(/^[\w-]{1,128}$/)),
  subject: z.catch(z.string(), ''),
  data: z.catch(z.object({ provider: z.string() }), { provider: 'none' }),
});

/** The identity of an event, for the headers and the log. */
export interface EventIdentity {
  readonly eventId: string;
  readonly checkoutId: string;
  readonly provider: string;
}

/** Returns undefined when the text is not an event, so that it can never be sent. */
export function readEvent(text: string): EventIdentity | undefined {
  const { success, data } = z.safeParse(SentEvent, parseJson(text));
  if (!success) return undefined;
  return { eventId: data.id, checkoutId: data.subject, provider: data.data.provider };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
