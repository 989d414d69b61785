/** The data with which a thread is started. */
export interface ThreadData {
  /** URL of the module. */
  readonly module: string;
  /** Name of the exported handler. */
  readonly handler: string;
  readonly functionName: string;
  readonly memoryMb: number;
}

/** One invocation. Events and answers are passed as JSON, as on Lambda, so that nothing else gets through. */
export interface InvocationMessage {
  readonly event: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** A message from a thread: `ready` once, then an answer or an error for each invocation. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly json: string }
  | { readonly kind: 'error'; readonly type: string; readonly message: string; readonly stack: string };
