import { run, stopWhenNobodyReads } from './run.ts';

process.stdout.on('error', stopWhenNobodyReads);
run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
