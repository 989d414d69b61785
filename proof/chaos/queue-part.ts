/** The queue's role of local/role.ts, with a visibility time-out of seconds: a run cannot wait for the declared minutes. */

import { runCommand } from '../../local/command/run-command.ts';
import { runUntilStopped } from '../../local/command/run-until-stopped.ts';
import { startSettings } from '../../local/command/start-settings.ts';
import { roleContext, roles } from '../../local/stack/roles.ts';

const VISIBILITY_SECONDS = 3;

await runCommand(async () => {
  const { stack } = startSettings(process.argv.slice(2), process.env, true);
  const start = roles.get('queue');
  if (!start) throw new Error('local/stack/roles.ts has no queue.');
  await runUntilStopped(async () => {
    const running = await start(roleContext({ ...stack, visibilityTimeoutSeconds: VISIBILITY_SECONDS }));
    console.log(`ready queue on ${running.at}`);
    return running;
  });
});
