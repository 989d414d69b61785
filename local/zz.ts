import { enableCompileCache } from 'node:module';
if (process.env.CC) enableCompileCache('/tmp/cc');
const t0=performance.now();
const { startStack } = await import('/work/main/local/stack.ts');
console.log('import', Math.round(performance.now()-t0), process.cpuUsage().user/1000);
const s = await startStack();
console.log('started', Math.round(performance.now()-t0),'cpu ms', process.cpuUsage().user/1000+process.cpuUsage().system/1000);
await s.stop(); process.exit();
