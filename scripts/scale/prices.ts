/**
 * AWS's list prices in US dollars for us-east-1 (N. Virginia), without free tiers and volume discounts, as the
 * services' pricing pages gave them in 2025; written down on PRICES_OF. Other regions differ: Frankfurt
 * (eu-central-1), the default here, is some 20 percent dearer. Look again before you rely on them.
 */
export const PRICES_OF = '2026-11-21';

const PER_MILLION = 1e-6;

export const prices = {
  /** https://aws.amazon.com/api-gateway/pricing/ HTTP APIs, the first 300 million; per request of up to 512 KB. */
  httpApiRequest: 1.0 * PER_MILLION,
  /** https://aws.amazon.com/lambda/pricing/ */
  lambdaRequest: 0.2 * PER_MILLION,
  /** Same page, arm64, the first tier. */
  lambdaGbSecond: 0.0000133334,
  /** https://aws.amazon.com/sqs/pricing/ standard queues; per request of up to 64 KB. */
  sqsRequest: 0.4 * PER_MILLION,
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ standard table class. */
  writeUnit: 0.625 * PER_MILLION,
  tableGbMonth: 0.25,
  /** Point-in-time recovery, on top of the table's own storage. */
  recoveryGbMonth: 0.2,
  /** https://aws.amazon.com/cloudwatch/pricing/ logs: collected, and stored. */
  logGb: 0.5,
  logGbMonth: 0.03,
  /** Same page: custom metrics, alarms (a formula costs one for each metric in it), dashboards past the third. */
  metricMonth: 0.3,
  alarmMetricMonth: 0.1,
  dashboardMonth: 3,
  /** https://aws.amazon.com/kms/pricing/ a key of one's own. */
  keyMonth: 1,
  /** https://aws.amazon.com/ec2/pricing/on-demand/ out to the internet. */
  transferGb: 0.09,
} as const;
