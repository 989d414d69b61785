/** An answer of Lambda's API. */
export interface LambdaAnswer {
  readonly status: number;
  /** The name of the error, as the SDKs read it. Absent when the request succeeded. */
  readonly errorType?: string;
  readonly body: unknown;
}

/** https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html */
export const errorAnswer = (status: number, errorType: string, message: string): LambdaAnswer => ({
  status,
  errorType,
  body: { Type: 'User', Message: message },
});
