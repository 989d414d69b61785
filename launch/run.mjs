/** `node launch/run.mjs FILE [ARGUMENTS]`: how the scripts in package.json start their programs. */
import { launch } from './launch.mjs';

// Vitest writes colors into a pipe too, unless it is told not to.
if (!process.stdout.isTTY && !('FORCE_COLOR' in process.env)) process.env.NO_COLOR = '1';

const [, , file = '', ...args] = process.argv;
launch(file, args);
