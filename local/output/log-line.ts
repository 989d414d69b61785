import * as z from 'zod/mini';

/** A line that the functions log. `code` is one of the catalogue in lib/app/log-codes.ts. */
const LogLine = z.object({
  code: z.string(),
  provider: z.optional(z.string()),
  requestId: z.optional(z.string()),
  messageId: z.optional(z.string()),
  checkoutId: z.optional(z.string()),
  status: z.optional(z.string()),
  reason: z.optional(z.string()),
  delayMs: z.optional(z.number()),
  httpStatus: z.optional(z.number()),
  attempt: z.optional(z.number()),
  retryInSeconds: z.optional(z.number()),
});
export type LogLine = z.infer<typeof LogLine>;

/** Returns undefined for any other line, such as the stack of a crash. */
export function parseLogLine(text: string): LogLine | undefined {
  try {
    return z.safeParse(LogLine, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
