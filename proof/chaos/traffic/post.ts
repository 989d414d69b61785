import { request } from 'node:http';

/**
 * Posts a body on a new connection. A connection that is kept open would only add a failure after each kill.
 *
 * @returns the status; undefined when there is no complete answer in time
 */
export function post(
  url: string,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const attempt = request(url, { method: 'POST', agent: false, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.complete ? answer.statusCode : undefined));
      answer.once('error', () => resolve(undefined));
    });
    const timer = setTimeout(() => attempt.destroy(), timeoutMs);
    attempt.once('error', () => resolve(undefined));
    attempt.once('close', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
    attempt.end(body);
  });
}
