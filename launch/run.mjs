/** `node launch/run.mjs FILE [ARGUMENTS]`: how the scripts in package.json start their programs. */
import { launch } from './launch.mjs';

const [, , file = '', ...args] = process.argv;
launch(file, args);
