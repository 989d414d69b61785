import { Dice } from '../kit/dice.ts';
import type { HostileTally } from './hostile-tally.ts';
import { expectedStatus } from './judging/expected-status.ts';
import type { Finding } from './judging/hostile-finding.ts';
import { judgeRound, type Numbered } from './judging/judge-round.ts';
import { ServiceInProcess, type ServiceSettings } from './service-in-process.ts';

export interface RoundResult {
  readonly tally: HostileTally;
  readonly findings: readonly Finding[];
}

/** Sends requests to a fresh service, lets it consume what it queued, and judges what became of each. */
export async function playRound(
  settings: ServiceSettings,
  requests: readonly Numbered[],
): Promise<RoundResult> {
  const service = new ServiceInProcess(settings);
  const wrong: Finding[] = [];
  const statuses: number[] = [];
  for (const { number, request } of requests) {
    const expected = expectedStatus(settings, request);
    const status = await service.answer(request).then(
      (answer) => answer.status,
      (error: unknown) => String(error),
    );
    statuses.push(expected);
    if (typeof status === 'string') wrong.push({ kind: 'crash', number, what: `${status}: ${request.name}` });
    else if (status !== expected)
      wrong.push({ kind: 'wrong_answer', number, what: `${status}, not ${expected}: ${request.name}` });
  }
  await service.consume(new Dice(requests[0]?.number ?? 0));
  const authentic = requests.filter((_, index) => statuses[index] === 200);
  const { findings, ...ends } = await judgeRound(service, authentic);
  const unavailable = statuses.filter((status) => status >= 500).length;
  const refused = requests.length - authentic.length - unavailable;
  return {
    tally: { requests: requests.length, authentic: authentic.length, refused, unavailable, ...ends },
    findings: [...wrong, ...findings],
  };
}
