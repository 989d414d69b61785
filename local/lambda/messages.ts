/** What a thread is started with. */
export interface ThreadData {
  /** URL of the module. */
  readonly module: string;
  /** Name of the exported handler. */
  readonly handler: string;
  readonly functionName: string;
  readonly memoryMb: number;
}

/** One invocation. Events and answers cross as JSON, as they do on Lambda: no more survives than JSON can say. */
export interface InvocationMessage {
  readonly event: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** What a thread reports, in this order: `ready` once, then one answer for each invocation. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly json: string }
  | { readonly kind: 'error'; readonly type: string; readonly message: string; readonly stack: string };
