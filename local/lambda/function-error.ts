/** An invocation that did not come to an answer: the handler threw, ran out of time or took its process down. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  /** As Lambda names it: the thrown error's name, or `Sandbox.Timedout`, `Runtime.ExitError` … */
  readonly type: string;

  constructor(type: string, message: string, options?: ErrorOptions) {
    super(`${type}: ${message}`, options);
    this.type = type;
  }
}
