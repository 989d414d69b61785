import type { FunctionMapping } from '../../aws/publishing/read-mappings.ts';
import { serverlessCommand, type Target } from '../../stage/target.ts';
import { bad, type Finding, ok } from '../finding.ts';

export const STREAM_CHECK = 'stream of the table';

/** Checks that the changes of the table are read, and so published. */
export async function streamFinding(target: Target): Promise<Finding> {
  const { readStreamArn } = await import('../../aws/publishing/read-stream.ts');
  const { readMappings } = await import('../../aws/publishing/read-mappings.ts');
  const stream = await readStreamArn(target);
  return judgeStream(target, stream, stream === undefined ? [] : await readMappings(target, 'publish'));
}

/** @param mappings of the publish function */
export function judgeStream(
  target: Target,
  stream: string | undefined,
  mappings: readonly FunctionMapping[],
): Finding {
  if (stream === undefined)
    return bad(STREAM_CHECK, 'the table has none, so no change is published', deployment(target));
  // The local stack does not know which of the table's streams it reads.
  const mapping = mappings.find(({ source }) => target.isLocal || source === stream);
  if (!mapping) return bad(STREAM_CHECK, nobodyReads(mappings), unread(target));
  if (mapping.state === 'Disabled' || mapping.state === 'Disabling')
    return bad(
      STREAM_CHECK,
      `the mapping of publish is disabled${sinceText(mapping)}, so no change is published. The stream keeps 24 hours`,
      enableCommand(target, mapping),
    );
  if (mapping.lastResult?.startsWith('PROBLEM'))
    return bad(
      STREAM_CHECK,
      `publish fails: ${mapping.lastResult}`,
      'Check the log of the publish function. Lambda tries again for up to 24 hours.',
    );
  const result = mapping.lastResult === undefined ? '' : `, last result: ${mapping.lastResult}`;
  return ok(STREAM_CHECK, `publish reads it${result}`);
}

const nobodyReads = (mappings: readonly FunctionMapping[]): string =>
  mappings.length === 0
    ? 'nobody reads it, so no change is published'
    : 'publish reads an older stream of the table, so no change is published';

const deployment = (target: Target): string =>
  target.isLocal ? 'Restart npm start.' : serverlessCommand(target, 'deploy');

/** What was written meanwhile may be older than the 24 hours that a stream keeps. */
const unread = (target: Target): string =>
  `${deployment(target)} and then, for changes that are older than 24 hours: npx checkout-webhooks republish --since <time>${target.suffix}`;

const enableCommand = (target: Target, { uuid }: FunctionMapping): string =>
  target.isLocal ? 'Restart npm start.' : `aws lambda update-event-source-mapping --uuid ${uuid} --enabled`;

const sinceText = ({ since }: FunctionMapping): string => (since === null ? '' : ` since ${since}`);
