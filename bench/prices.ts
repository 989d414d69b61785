/**
 * List prices in US dollars without free tiers and without tax: the one place for them.
 *
 * As they stood on this day, from the pages named with each. They are written down and not fetched, so that the
 * figures do not change from one run to the next. Look again before you rely on them.
 */
export const PRICES_AS_OF = '2025-06-01';

const MILLION = 1_000_000;

export interface Prices {
  readonly region: string;
  /** https://aws.amazon.com/api-gateway/pricing/ */
  readonly httpApiRequest: number;
  readonly restApiRequest: number;
  /** https://aws.amazon.com/lambda/pricing/, arm64 */
  readonly lambdaRequest: number;
  readonly lambdaGigabyteSecond: number;
  /** https://aws.amazon.com/sqs/pricing/, standard queue, up to 64 kB each */
  readonly sqsRequest: number;
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  readonly dynamodbWriteUnit: number;
  /** https://aws.amazon.com/cloudwatch/pricing/ */
  readonly logGigabyte: number;
  readonly metricMonth: number;
  /** https://aws.amazon.com/ec2/pricing/on-demand/ out to the internet */
  readonly transferGigabyte: number;
}

export const virginia: Prices = {
  region: 'us-east-1',
  httpApiRequest: 1 / MILLION,
  restApiRequest: 3.5 / MILLION,
  lambdaRequest: 0.2 / MILLION,
  lambdaGigabyteSecond: 0.0000133334,
  sqsRequest: 0.4 / MILLION,
  dynamodbWriteUnit: 0.625 / MILLION,
  logGigabyte: 0.5,
  metricMonth: 0.3,
  transferGigabyte: 0.09,
};

/** The region of serverless.yml's default. */
export const frankfurt: Prices = {
  ...virginia,
  region: 'eu-central-1',
  httpApiRequest: 1.2 / MILLION,
  restApiRequest: 3.7 / MILLION,
  dynamodbWriteUnit: 0.7625 / MILLION,
  logGigabyte: 0.63,
};

/** What a stage pays by the month, in us-east-1. */
export const byTheMonth = {
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ standard class; recovery to a point in time comes on top */
  tableGigabyte: 0.25,
  recoveryGigabyte: 0.2,
  /** https://aws.amazon.com/cloudwatch/pricing/ a formula costs one alarm for each metric in it */
  alarmMetric: 0.1,
  dashboard: 3,
  /** https://aws.amazon.com/kms/pricing/ a key of one's own */
  key: 1,
} as const;
