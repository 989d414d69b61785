import type { Alarm } from '../aws/read-alarms.ts';
import type { DeployedTarget } from '../stage/target.ts';
import { counted } from '../terminal/counted.ts';
import { bad, type Finding, ok } from './finding.ts';

export const ALARMS_CHECK = 'alarms';

export async function alarmsFinding(target: DeployedTarget): Promise<Finding> {
  const { readAlarms } = await import('../aws/read-alarms.ts');
  return judgeAlarms(await readAlarms(target), target.stage);
}

function judgeAlarms(alarms: readonly Alarm[], stage: string): Finding {
  if (alarms.length === 0)
    return bad(ALARMS_CHECK, 'there are no alarms', `npx serverless deploy --stage ${stage}`);
  const firing = alarms.filter(({ state }) => state === 'ALARM');
  if (firing.length === 0) return ok(ALARMS_CHECK, `${counted(alarms.length, 'alarm')}, none firing`);
  const names = firing.map(({ name }) => name).join(', ');
  const pages = firing.map(pageOf).join(', ');
  return bad(ALARMS_CHECK, `firing: ${names}`, `See ${pages}`);
}

/** The page of the runbook that the alarm's description names. */
const pageOf = ({ description }: Alarm): string =>
  /docs\/\S+[\w-]/.exec(description)?.[0] ?? 'docs/runbook.md';
