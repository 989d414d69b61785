/**
 * AWS's list prices on this day, in US dollars, without free tiers and tax. They are written down and not fetched, so
 * that figures do not change from one run to the next. Look them up again before you rely on them.
 */
export const PRICES_AS_OF = '2025-06-01';

const MILLION = 1_000_000;

export interface Prices {
  readonly region: string;
  /** https://aws.amazon.com/api-gateway/pricing/ */
  readonly httpApiRequest: number;
  readonly restApiRequest: number;
  /** https://aws.amazon.com/lambda/pricing/ for arm64 */
  readonly lambdaRequest: number;
  readonly lambdaGigabyteSecond: number;
  /** https://aws.amazon.com/sqs/pricing/ for a standard queue, each 64 kB of a message */
  readonly sqsRequest: number;
  /** The same for a FIFO queue. */
  readonly sqsFifoRequest: number;
  /** https://aws.amazon.com/sns/pricing/ for a FIFO topic. A batch is one request. */
  readonly snsRequest: number;
  readonly snsGigabyte: number;
  /** To each subscriber. */
  readonly snsDelivery: number;
  readonly snsDeliveryGigabyte: number;
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  readonly dynamodbWriteUnit: number;
  /** For each month, in the standard class. Point-in-time recovery is added to it. */
  readonly tableGigabyte: number;
  readonly recoveryGigabyte: number;
  /** https://aws.amazon.com/cloudwatch/pricing/ and all but the logs for each month */
  readonly logGigabyte: number;
  readonly timeSeries: number;
  readonly alarmMetric: number;
  readonly dashboard: number;
  /** https://aws.amazon.com/kms/pricing/ for each month of a customer managed key */
  readonly key: number;
  /** https://aws.amazon.com/ec2/pricing/on-demand/ to the internet */
  readonly transferGigabyte: number;
}

export const virginia: Prices = {
  region: 'us-east-1',
  httpApiRequest: 1 / MILLION,
  restApiRequest: 3.5 / MILLION,
  lambdaRequest: 0.2 / MILLION,
  lambdaGigabyteSecond: 0.0000133334,
  sqsRequest: 0.4 / MILLION,
  sqsFifoRequest: 0.5 / MILLION,
  snsRequest: 0.3 / MILLION,
  snsGigabyte: 0.017,
  snsDelivery: 0.01 / MILLION,
  snsDeliveryGigabyte: 0.001,
  dynamodbWriteUnit: 0.625 / MILLION,
  tableGigabyte: 0.25,
  recoveryGigabyte: 0.2,
  logGigabyte: 0.5,
  timeSeries: 0.3,
  alarmMetric: 0.1,
  dashboard: 3,
  key: 1,
  transferGigabyte: 0.09,
};

/** The default region of serverless.yml. Its monthly prices are taken to be those of us-east-1. */
export const frankfurt: Prices = {
  ...virginia,
  region: 'eu-central-1',
  httpApiRequest: 1.2 / MILLION,
  restApiRequest: 3.7 / MILLION,
  dynamodbWriteUnit: 0.7625 / MILLION,
  logGigabyte: 0.63,
};
