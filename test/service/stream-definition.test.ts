/** Streams, as the local stack reads them from a small service of its own. */

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServiceDefinition } from '../../service/service-definition.ts';

interface Parts {
  /** The lines of the stream event. */
  readonly event?: readonly string[];
  /** The value of `StreamSpecification`. */
  readonly stream?: string;
}

/** Reads a service with a table, and a function that reads its stream. */
function readService({ event = [], stream = '{ StreamViewType: NEW_AND_OLD_IMAGES }' }: Parts) {
  const directory = mkdtempSync(join(tmpdir(), 'service-'));
  const text = `
service: small
provider: { name: aws, stage: dev }
functions:
  publish:
    handler: functions/publish.handler
    events:
      - stream:
          type: dynamodb
          arn: !GetAtt Table.StreamArn
          ${event.join('\n          ')}
resources:
  - Resources:
      Table:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: things
          BillingMode: PAY_PER_REQUEST
          AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
          KeySchema: [{ AttributeName: id, KeyType: HASH }]
          StreamSpecification: ${stream}
`;
  writeFileSync(join(directory, 'serverless.yml'), text);
  return readServiceDefinition(directory);
}

describe('A function that reads a stream', () => {
  it('has a mapping with all that is declared', () => {
    const event = [
      'startingPosition: TRIM_HORIZON',
      'batchSize: 100',
      'batchWindow: 2',
      'parallelizationFactor: 10',
      'maximumRetryAttempts: -1',
      'bisectBatchOnFunctionError: true',
      'functionResponseType: ReportBatchItemFailures',
      'filterPatterns: [{ eventName: [INSERT, MODIFY] }]',
    ];
    expect(readService({ event }).streamMappings).toEqual([
      {
        functionKey: 'publish',
        table: 'Table',
        batchSize: 100,
        windowSeconds: 2,
        parallelizationFactor: 10,
        bisect: true,
        reportBatchItemFailures: true,
        filterEventNames: ['INSERT', 'MODIFY'],
      },
    ]);
    expect(readService({ event }).mappings).toEqual([]);
  });

  it("has Serverless's defaults in the place of what is not declared", () => {
    expect(readService({}).streamMappings).toEqual([
      {
        functionKey: 'publish',
        table: 'Table',
        batchSize: 10,
        windowSeconds: 0,
        parallelizationFactor: 1,
        bisect: false,
        reportBatchItemFailures: false,
        filterEventNames: undefined,
      },
    ]);
  });

  it('has no mapping when it is disabled', () => {
    expect(readService({ event: ['enabled: false'] }).streamMappings).toEqual([]);
  });

  it.each(['startingPosition: LATEST', 'maximumRetryAttempts: 3', 'filterPatterns: [{ dynamodb: {} }]'])(
    'is refused with %s, which the local stack does not support',
    (line) => {
      expect(() => readService({ event: [line] })).toThrow();
    },
  );
});

describe('A table', () => {
  it.each([
    '{ StreamViewType: NEW_AND_OLD_IMAGES }',
    '!If [Publishes, { StreamViewType: NEW_AND_OLD_IMAGES }, !Ref "AWS::NoValue"]',
  ])('has the stream %s', (stream) => {
    expect(readService({ stream }).tables['Table']?.streamViewType).toBe('NEW_AND_OLD_IMAGES');
  });
});
