/** The queue's role of local/role.ts, with a visibility timeout of seconds: a run cannot wait for the declared minutes. */

import { runCommand } from '../../local/command/run-command.ts';
import { runUntilStopped } from '../../local/command/run-until-stopped.ts';
import { startSettings } from '../../local/command/start-settings.ts';
import { readStackContext } from '../../local/stack/stack-context.ts';
import { completeOptions } from '../../local/stack/stack-options.ts';
import { startQueues } from '../../local/stack/start-emulators.ts';

const VISIBILITY_SECONDS = 3;

await runCommand(async () => {
  const { stack } = startSettings(process.argv.slice(2), process.env, true);
  const options = completeOptions({ ...stack, visibilityTimeoutSeconds: VISIBILITY_SECONDS });
  const context = readStackContext(options);
  await runUntilStopped(async () => {
    const queues = await startQueues(context);
    console.log(`ready queue on ${context.addresses.sqsEndpoint}`);
    return queues;
  });
});
