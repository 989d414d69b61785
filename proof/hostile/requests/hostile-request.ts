/** A header line: name and value as they are sent. */
export type HeaderLine = readonly [name: string, value: string];

/** A request as a sender makes it, before any of our code has seen it. */
export interface HostileRequest {
  /** Says what is hostile about each part, to find out why it went wrong. */
  readonly name: string;
  readonly method: string;
  /** Path and query, exactly as in the request line. */
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  /** Set when the body is beyond doubt a webhook of this checkout. If it is authentic, it must reach that row. */
  readonly checkoutId?: string;
}

/** A request with its number in the run. */
export interface NumberedRequest {
  readonly number: number;
  readonly request: HostileRequest;
}
