/** `npm run hostile`: as many hostile requests as one likes. */

import { parseArgs } from 'node:util';
import { wholeNumber } from '../kit/whole-number.ts';
import { writeResult } from '../reliability/write-result.ts';
import { type HostileResult, hostileReport } from './hostile-report.ts';
import { runHostile } from './hostile-run.ts';
import { runOverSockets } from './sockets/socket-run.ts';

/** A look at one request must not take the place of a run. */
const WORTH_KEEPING = 10_000;

const help = `Sends hostile requests to the service: npm run hostile [-- OPTIONS]

  --requests N  how many (200000; with --sockets 20000)
  --seed S      makes the same requests again (a new one each time)
  --from I      begins with request number I, to see one again (0)
  --sockets     over connections to a local stack, instead of to the handlers in process
  --help        this text

Ends with 1 when anything was lost, regressed, duplicated, forged, or not answered as it should be.`;

const { values } = parseArgs({
  options: {
    requests: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    from: { type: 'string', default: '0' },
    sockets: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(help);
else process.exitCode = await run();

async function run(): Promise<number> {
  const { sockets } = values;
  const requests = wholeNumber('--requests', values.requests ?? (sockets ? '20000' : '200000'));
  const seed = wholeNumber('--seed', values.seed);
  const from = wholeNumber('--from', values.from);
  console.log(`seed ${seed}`);
  const started = performance.now();
  const progress = (done: number) => process.stderr.write(`\r${done} of ${requests} `);
  const result = await (sockets ? runOverSockets : runHostile)({ requests, seed, from, progress });
  console.log(`\n${hostileReport(seed, result)}`);
  if (from === 0 && requests >= WORTH_KEEPING)
    keep(result, seed, requests, (performance.now() - started) / 1_000);
  return result.findings.length > 0 ? 1 : 0;
}

/** For `npm run reliability`. */
function keep({ tally, findings }: HostileResult, seed: number, requests: number, seconds: number): void {
  const none = (kind: string) => findings.filter((finding) => finding.kind === kind).length;
  const option = values.sockets ? '--sockets ' : '';
  writeResult({
    check: values.sockets ? 'hostile-sockets' : 'hostile',
    command: `npm run hostile -- ${option}--requests ${requests} --seed ${seed}`,
    seconds: Math.round(seconds),
    counts: {
      requests: tally.requests,
      'signed and taken': tally.authentic,
      refused: tally.refused + tally.unavailable,
      'in rows': tally.inRows,
      'dead-lettered with a reason': tally.deadLettered,
      'other findings':
        findings.length - ['lost', 'regressed', 'duplicated', 'forged'].map(none).reduce((a, b) => a + b),
    },
    lost: none('lost'),
    regressed: values.sockets ? null : none('regressed'),
    duplicated: none('duplicated'),
    forged: none('forged'),
  });
}
