/** The queue's role of local/role.ts, with a visibility time-out of seconds: a run cannot wait the declared minutes. */

import { endWithin, failing, untilStopped } from '../../local/command/process-end.ts';
import { startSettings } from '../../local/command/start-settings.ts';
import { roleContext, roles } from '../../local/stack/roles.ts';

const VISIBILITY_SECONDS = 3;
const STOP_LIMIT_MS = 1_500;

await failing(async () => {
  const stopped = untilStopped();
  const { stack } = startSettings(process.argv.slice(2), process.env, true);
  const start = roles.get('queue');
  if (!start) throw new Error('local/stack/roles.ts has no queue.');
  const running = await start(roleContext({ ...stack, visibilityTimeoutSeconds: VISIBILITY_SECONDS }));
  console.log(`ready queue on ${running.at}`);
  await stopped;
  await endWithin(STOP_LIMIT_MS, running.stop());
});
