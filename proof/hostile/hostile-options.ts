export interface HostileOptions {
  readonly requests: number;
  readonly seed: number;
  /** The number of the first request, to repeat one without those before it. By default 0. */
  readonly from?: number;
  /** Called with the number of requests that are done. */
  readonly progress?: (done: number) => void;
}
