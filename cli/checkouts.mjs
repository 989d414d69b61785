#!/usr/bin/env node
/**
 * The command of a clone. It runs the bundle in `dist/` if that was built from the sources as they are now, which takes
 * half of the time. Otherwise it runs the sources.
 */
import { runBuiltCli } from '../launch/built-cli.mjs';

if (!runBuiltCli()) {
  import('../launch/launch.mjs').then(({ launch }) => launch('cli/checkouts.ts', process.argv.slice(2)));
}
