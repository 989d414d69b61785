/** `node local/role.ts queue|table|gateway|consumer`: one part of the stack, to be killed or frozen by itself. */

import { enableCompileCache } from 'node:module';
import { endWithin, failing, untilStopped } from './command/process-end.ts';
import { startSettings, WrongSetting } from './command/start-settings.ts';
import { becomeDynoxide, createTablesSoon } from './stack/dynoxide-process.ts';
import { roleContext, roles } from './stack/roles.ts';

const STOP_LIMIT_MS = 1_500;

enableCompileCache();
await failing(async () => {
  const stopped = untilStopped();
  const { words, stack } = startSettings(process.argv.slice(2), process.env, true);
  const [name = ''] = words;
  const context = roleContext({ ...stack, onLine: console.log, onFault: console.error });
  if (name === 'create-tables') return console.log(`ready table on ${await createTablesSoon(context)}`);
  if (name === 'table') becomeDynoxide(context);
  const start = roles.get(name);
  if (!start) throw new WrongSetting(`The role is one of ${[...roles.keys()].join(', ')}.`);
  const running = await start(context);
  console.log(`ready ${name} on ${running.at}`);
  await stopped;
  await endWithin(STOP_LIMIT_MS, running.stop());
});
