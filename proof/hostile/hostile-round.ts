import { Dice } from '../kit/random/dice.ts';
import type { ProofFinding } from '../kit/results/proof-finding.ts';
import type { HostileTally } from './hostile-tally.ts';
import { expectedStatus } from './judging/expected-status.ts';
import { judgeRound } from './judging/judge-round.ts';
import type { NumberedRequest } from './requests/hostile-request.ts';
import { ServiceInProcess, type ServiceSettings } from './service-in-process.ts';

export interface RoundResult {
  readonly tally: HostileTally;
  readonly findings: readonly ProofFinding[];
}

/** Sends requests to a new service, lets it consume what it queued, and judges the outcome of each request. */
export async function playRound(
  settings: ServiceSettings,
  requests: readonly NumberedRequest[],
): Promise<RoundResult> {
  const service = new ServiceInProcess(settings);
  const wrong: ProofFinding[] = [];
  const authentic: NumberedRequest[] = [];
  let unavailable = 0;
  for (const one of requests) {
    const expected = expectedStatus(settings, one.request);
    if (expected === 200) authentic.push(one);
    if (expected >= 500) unavailable += 1;
    const finding = await wrongAnswer(service, one, expected);
    if (finding) wrong.push(finding);
  }
  await service.consume(new Dice(requests[0]?.number ?? 0));
  const { findings, ...counts } = await judgeRound(service, authentic);
  return {
    tally: {
      requests: requests.length,
      authentic: authentic.length,
      refused: requests.length - authentic.length - unavailable,
      unavailable,
      ...counts,
    },
    findings: [...wrong, ...findings],
  };
}

/** Sends a request. @returns a finding when the answer is not the expected one */
async function wrongAnswer(
  service: ServiceInProcess,
  { number, request }: NumberedRequest,
  expected: number,
): Promise<ProofFinding | undefined> {
  try {
    const { status } = await service.answer(request);
    if (status === expected) return undefined;
    return { kind: 'wrong_answer', number, what: `${status}, not ${expected}: ${request.name}` };
  } catch (error) {
    return { kind: 'crashed', number, what: `${error}: ${request.name}` };
  }
}
