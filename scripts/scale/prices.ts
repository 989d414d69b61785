import { PRICES_AS_OF, virginia } from '../../bench/prices.ts';

export { PRICES_AS_OF };

/**
 * List prices of us-east-1 (N. Virginia): the bench's, and what a stage pays beside them. Frankfurt (eu-central-1),
 * the default region here, is some 20 percent dearer.
 */
export const prices = {
  ...virginia,
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ standard class; recovery to a point in time comes on top. */
  tableGigabyteMonth: 0.25,
  recoveryGigabyteMonth: 0.2,
  /** https://aws.amazon.com/cloudwatch/pricing/ a formula costs one alarm for each metric in it. */
  alarmMetricMonth: 0.1,
  dashboardMonth: 3,
  /** https://aws.amazon.com/kms/pricing/ a key of one's own. */
  keyMonth: 1,
  /** https://aws.amazon.com/ec2/pricing/on-demand/ out to the internet. */
  transferGigabyte: 0.09,
} as const;
