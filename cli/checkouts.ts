import { enableCompileCache } from 'node:module';

// Without the cache, compiling the same files again takes half of the time of a command.
enableCompileCache();
const { run, stopWhenNobodyReads } = await import('./run.ts');
process.stdout.on('error', stopWhenNobodyReads);
process.exitCode = await run(process.argv.slice(2));
