#!/usr/bin/env node
/** The command of the package. Compiling the same file again would take a third of the time of a command. */
const { enableCompileCache } = require('node:module');

if (enableCompileCache) enableCompileCache();
require('./cli.cjs');
