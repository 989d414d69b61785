import { describe, expect, it } from 'vitest';
import { deploymentBefore } from '../../../cli/rollback/choose-deployment.ts';
import { deploymentsIn } from '../../../cli/rollback/deployments.ts';
import { firstFailure, type StackEvent } from '../../../cli/rollback/stack-update.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-01-01T10:00:00Z');
const folderAt = (minutes: number): string => {
  const at = START + minutes * MINUTE;
  return `serverless/checkout-webhooks/prod/${at}-${new Date(at).toISOString()}`;
};
const TEMPLATE = 'compiled-cloudformation-template.json';

/** The status of the whole stack at a minute after the start. */
const stackIs = (status: string, minutes: number): StackEvent => ({
  at: START + minutes * MINUTE,
  isStack: true,
  resource: 'checkout-webhooks-prod',
  status,
  reason: '',
});

/** Returns the minute of the deployment to which a rollback goes. @param minutes of the deployments */
function minuteBefore(minutes: readonly number[], current: number, events: readonly StackEvent[] = []) {
  const deployments = deploymentsIn(minutes.map((minute) => `${folderAt(minute)}/${TEMPLATE}`));
  const found = deployments.find(({ folder }) => folder === folderAt(current));
  if (!found) throw new Error('The current deployment is not among them.');
  const before = deploymentBefore({ deployments, current: found, events });
  return before && (Number(before.timestamp) - START) / MINUTE;
}

describe('The deployments of a stage', () => {
  it('are the folders with a complete upload, oldest first, in any order of the keys', () => {
    const keys = [
      `${folderAt(20)}/${TEMPLATE}`,
      `${folderAt(20)}/ingest.zip`,
      `${folderAt(10)}/${TEMPLATE}`,
      `${folderAt(30)}/ingest.zip`,
      'serverless/checkout-webhooks/prod/readme.txt',
    ];
    expect(deploymentsIn(keys)).toEqual([
      { timestamp: '1767262200000', packagedAt: '2026-01-01T10:10:00.000Z', folder: folderAt(10) },
      { timestamp: '1767262800000', packagedAt: '2026-01-01T10:20:00.000Z', folder: folderAt(20) },
    ]);
  });
});

describe('A rollback goes', () => {
  it('to the deployment before the current one', () => {
    expect(minuteBefore([0, 10, 20], 20)).toBe(10);
  });

  it('one deployment further back after a rollback', () => {
    expect(minuteBefore([0, 10, 20], 10)).toBe(0);
  });

  it('nowhere from the first deployment', () => {
    expect(minuteBefore([0], 0)).toBe(undefined);
  });

  it('past a deployment that failed', () => {
    const events = [
      stackIs('CREATE_COMPLETE', 1),
      stackIs('UPDATE_IN_PROGRESS', 11),
      stackIs('UPDATE_ROLLBACK_IN_PROGRESS', 12),
      stackIs('UPDATE_ROLLBACK_COMPLETE', 13),
      stackIs('UPDATE_COMPLETE', 21),
    ];
    expect(minuteBefore([0, 10, 20], 20, events)).toBe(0);
  });

  it('to a deployment that succeeded, although a rollback from it failed later', () => {
    const events = [stackIs('UPDATE_COMPLETE', 11), stackIs('UPDATE_ROLLBACK_COMPLETE', 15)];
    expect(minuteBefore([0, 10, 20], 20, events)).toBe(10);
  });

  it('to a deployment that is older than the events', () => {
    expect(minuteBefore([0, 10, 20], 20, [stackIs('UPDATE_COMPLETE', 21)])).toBe(10);
  });
});

describe('The cause of a failed update', () => {
  it('is the first resource of that update that failed', () => {
    const resource = (name: string, reason: string): StackEvent => ({
      ...stackIs('UPDATE_FAILED', 3),
      isStack: false,
      resource: name,
      reason,
    });
    const events = [
      stackIs('UPDATE_IN_PROGRESS', 1),
      resource('Earlier', 'another update'),
      stackIs('UPDATE_IN_PROGRESS', 2),
      resource('HttpApi', 'no such certificate'),
      resource('IngestLambdaFunction', 'Resource update cancelled'),
    ];
    expect(firstFailure(events)).toBe('HttpApi: no such certificate');
  });
});
