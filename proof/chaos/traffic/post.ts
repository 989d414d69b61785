import { request } from 'node:http';

/** Each attempt on a connection of its own: a kept one would make every kill fail once more, and hide nothing else. */
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
