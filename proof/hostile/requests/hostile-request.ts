/** A header line: name and value as they are sent. */
export type HeaderLine = readonly [name: string, value: string];

/** A request as a sender makes it, before anything of ours has looked at it. */
export interface HostileRequest {
  /** What is hostile about it: part by part, for whoever has to find out why it went wrong. */
  readonly name: string;
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  /** Beyond doubt the body is a webhook of this checkout: if it is authentic, nothing but a row will do. */
  readonly checkoutId?: string;
}
