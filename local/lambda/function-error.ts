/** An invocation without an answer: the handler has thrown, timed out or ended its process. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  /** As Lambda reports it: the name of the thrown error, or `Sandbox.Timedout`, `Runtime.ExitError` … */
  readonly type: string;

  constructor(type: string, message: string, options?: ErrorOptions) {
    super(`${type}: ${message}`, options);
    this.type = type;
  }
}
