import pLimit from 'p-limit';
import { startStack } from '../../../local/stack/stack.ts';
import type { HostileResult } from '../hostile-report.ts';
import type { Finding } from '../judging/hostile-finding.ts';
import { secretsOf } from '../known-secrets.ts';
import { exchange } from './exchange.ts';
import { judgeStack } from './judge-stack.ts';
import { malformed } from './malformed.ts';
import { sendHostile } from './send-hostile.ts';

const CONNECTIONS = 8;
/** Short, so that a message which fails every time reaches the dead-letter queue while we wait. */
const VISIBILITY_SECONDS = 3;

export interface SocketOptions {
  readonly requests: number;
  readonly seed: number;
  /** The number of the first request: to see one again without those before it. */
  readonly from?: number;
  /** Told how many are done. */
  readonly progress?: (done: number) => void;
}

/** Sends generated requests, and all malformed bytes that we know, to a local stack of its own. */
export async function runOverSockets(options: SocketOptions): Promise<HostileResult> {
  const trouble: Finding[] = [];
  const stack = await startStack({
    secrets: { inqud: secretsOf('inqud'), tweed: secretsOf('tweed') },
    visibilityTimeoutSeconds: VISIBILITY_SECONDS,
    onFault: (what) => trouble.push({ kind: 'crash', what }),
    onLine: (line) => trouble.push(...troubleIn(line)),
  });
  try {
    const { sent, bad } = await sendAll(stack.url, options);
    const authentic = sent.filter(({ isAuthentic }) => isAuthentic);
    const { findings, ...ends } = await judgeStack(stack, authentic);
    const requests = sent.length + malformed.length;
    const refused = requests - authentic.length;
    return {
      tally: { requests, authentic: authentic.length, refused, unavailable: 0, ...ends },
      findings: [...sent.flatMap((one) => one.findings), ...bad, ...findings, ...trouble],
    };
  } finally {
    await stack.stop();
  }
}

async function sendAll(url: string, { requests, seed, from = 0, progress = () => {} }: SocketOptions) {
  const limit = pLimit(CONNECTIONS);
  const numbers = Array.from({ length: requests }, (_, index) => from + index);
  const sending = numbers.map((number) => limit(() => sendHostile(url, seed, number)));
  for (const [index, one] of sending.entries())
    one.then(
      () => progress(index + 1),
      // Said by Promise.all below.
      () => undefined,
    );
  const sent = await Promise.all(sending);
  const bad = await Promise.all(
    malformed.map(([name, bytes]) => limit(() => sendMalformed(url, name, bytes))),
  );
  return { sent, bad: bad.flat() };
}

/** Refused, or dropped without a word; never taken, and never the server's own trouble. */
async function sendMalformed(url: string, name: string, bytes: Buffer): Promise<readonly Finding[]> {
  const answer = await exchange(url, [bytes], true);
  const isGood = answer === 'closed' || (typeof answer === 'number' && answer >= 400 && answer < 500);
  return isGood ? [] : [{ kind: 'wrong_answer', what: `${answer}: ${name}` }];
}

const troubleIn = (line: string): readonly Finding[] =>
  /"code":"(message_failed|message_out_of_time|delivery_unavailable)"|"level":"FATAL"/.test(line)
    ? [{ kind: 'failed', what: line.slice(0, 300) }]
    : [];
