import pLimit from 'p-limit';
import { providers } from '../../../lib/providers/registry.ts';
import { startStack } from '../../../local/stack/stack.ts';
import type { ProofFinding } from '../../kit/results/proof-finding.ts';
import { PUBLIC_URL } from '../../kit/signed-by.ts';
import type { HostileOptions } from '../hostile-options.ts';
import type { HostileResult } from '../hostile-report.ts';
import { secretsOf } from '../known-secrets.ts';
import { exchange } from './exchange.ts';
import { judgeStack } from './judge-stack.ts';
import { malformed } from './malformed.ts';
import { type Sent, sendHostile } from './send-hostile.ts';

const CONNECTIONS = 8;
/** Short, so that a message that always fails reaches the dead-letter queue during the run. */
const VISIBILITY_SECONDS = 3;
const TROUBLE = /"code":"(message_failed|message_out_of_time|delivery_unavailable)"|"level":"FATAL"/;

/** Starts a local stack and sends it generated requests and all malformed bytes that we know. */
export async function runOverSockets(options: HostileOptions): Promise<HostileResult> {
  const trouble: ProofFinding[] = [];
  const stack = await startStack({
    secrets: Object.fromEntries(providers.map(({ name }) => [name, secretsOf(name)])),
    publicUrl: PUBLIC_URL,
    visibilityTimeoutSeconds: VISIBILITY_SECONDS,
    onFault: (what) => trouble.push({ kind: 'crashed', what }),
    onLine: (line) => {
      if (TROUBLE.test(line)) trouble.push({ kind: 'failed', what: line.slice(0, 300) });
    },
  });
  try {
    const sent = await sendAll(stack.url, options);
    const bad = await sendMalformed(stack.url);
    const authentic = sent.filter(({ isAuthentic }) => isAuthentic);
    const { findings, ...counts } = await judgeStack(stack, authentic);
    const requests = sent.length + malformed.length;
    const refused = requests - authentic.length;
    return {
      tally: { requests, authentic: authentic.length, refused, unavailable: 0, ...counts },
      findings: [...sent.flatMap((one) => one.findings), ...bad, ...findings, ...trouble],
    };
  } finally {
    await stack.stop();
  }
}

function sendAll(url: string, options: HostileOptions): Promise<readonly Sent[]> {
  const { requests, seed, from = 0, progress } = options;
  const limit = pLimit(CONNECTIONS);
  let done = 0;
  const sendOne = async (number: number): Promise<Sent> => {
    const sent = await sendHostile(url, seed, number);
    done += 1;
    progress?.(done);
    return sent;
  };
  const numbers = Array.from({ length: requests }, (_, index) => from + index);
  return Promise.all(numbers.map((number) => limit(sendOne, number)));
}

/** Malformed bytes must be refused, or dropped without an answer. They must never be accepted, nor cause a 5xx. */
async function sendMalformed(url: string): Promise<readonly ProofFinding[]> {
  const limit = pLimit(CONNECTIONS);
  const findings: ProofFinding[] = [];
  const sendOne = async (name: string, bytes: Buffer): Promise<void> => {
    const answer = await exchange(url, [bytes], true);
    const isRefused = typeof answer === 'number' && answer >= 400 && answer < 500;
    if (answer !== 'closed' && !isRefused)
      findings.push({ kind: 'wrong_answer', what: `${answer}: ${name}` });
  };
  await Promise.all(malformed.map(([name, bytes]) => limit(sendOne, name, bytes)));
  return findings;
}
