/** `node local/role.ts queue|table|gateway|consumer`: runs one part of the stack, so that it can be killed alone. */

import { enableCompileCache } from 'node:module';
import { runCommand } from './command/run-command.ts';
import { runUntilStopped } from './command/run-until-stopped.ts';
import { startSettings, WrongSetting } from './command/start-settings.ts';
import { becomeDynoxide, createTablesSoon } from './stack/become-dynoxide.ts';
import { roles } from './stack/roles.ts';
import { readStackContext } from './stack/stack-context.ts';
import { completeOptions } from './stack/stack-options.ts';

enableCompileCache();
await runCommand(async () => {
  const { words, stack } = startSettings(process.argv.slice(2), process.env, true);
  const [name = ''] = words;
  const options = completeOptions({ ...stack, onLine: console.log, onFault: console.error });
  const context = readStackContext(options);
  if (name === 'create-tables') return console.log(`ready table on ${await createTablesSoon(context)}`);
  if (name === 'table') becomeDynoxide(context);
  const start = roles.get(name);
  if (!start) throw new WrongSetting(`The role is one of ${[...roles.keys()].join(', ')}.`);
  await runUntilStopped(async () => {
    const running = await start(context);
    console.log(`ready ${name} on ${running.url}`);
    return running;
  });
});
