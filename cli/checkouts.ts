#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Half of the time that a command takes would otherwise go into compiling the same files again.
enableCompileCache();
const { run, stopWhenNobodyReads } = await import('./run.ts');
process.stdout.on('error', stopWhenNobodyReads);
process.exitCode = await run(process.argv.slice(2));
