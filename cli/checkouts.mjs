#!/usr/bin/env node
/** The package's command. */
import { launch } from '../launch/launch.mjs';

launch('cli/checkouts.ts', process.argv.slice(2));
