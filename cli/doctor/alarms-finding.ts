import type { Alarm } from '../aws/read-alarms.ts';
import { type DeployedTarget, serverlessCommand } from '../stage/target.ts';
import { counted } from '../terminal/counted.ts';
import { bad, type Finding, ok } from './finding.ts';

export const ALARMS_CHECK = 'alarms';

export async function alarmsFinding(target: DeployedTarget): Promise<Finding> {
  const { readAlarms } = await import('../aws/read-alarms.ts');
  return judgeAlarms(target, (await readAlarms(target)).filter(isOfStage));
}

export function judgeAlarms(target: DeployedTarget, alarms: readonly Alarm[]): Finding {
  if (alarms.length === 0)
    return bad(ALARMS_CHECK, 'there are no alarms', serverlessCommand(target, 'deploy'));
  if (alarms.every(({ state }) => state === 'INSUFFICIENT_DATA'))
    return bad(
      ALARMS_CHECK,
      `none of the ${counted(alarms.length, 'alarm')} has data yet, so none can fire`,
      'This is normal for some minutes after the first deployment. Run doctor again then.',
    );
  const firing = alarms.filter(({ state }) => state === 'ALARM');
  if (firing.length === 0) return ok(ALARMS_CHECK, `${counted(alarms.length, 'alarm')}, none firing`);
  const names = firing.map(({ name }) => name).join(', ');
  const pages = firing.map(pageOf).join(', ');
  return bad(ALARMS_CHECK, `firing: ${names}`, `See ${pages}`);
}

/**
 * Whether an alarm is one of this stage's. The alarms of a stage `prod-eu` are found with those of `prod`, but their
 * descriptions name the section of the runbook without `eu-`.
 */
export const isOfStage = ({ name, description }: Pick<Alarm, 'name' | 'description'>): boolean =>
  description.trimEnd().endsWith(`docs/runbook.md#${name}.`);

/** The page of the runbook that the alarm's description names. */
const pageOf = ({ description }: Alarm): string =>
  /docs\/\S+[\w-]/.exec(description)?.[0] ?? 'docs/runbook.md';
