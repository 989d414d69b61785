import type { IncomingMessage } from 'node:http';

/** The bytes of a body, or the reason why there are none: it is too long, or the client has hung up. */
export type RequestBody = Buffer | 'too_large' | 'aborted';

/** Reads a request's body. Never holds more than `limit` bytes of it, and discards the rest of a longer one. */
export function readRequestBody(request: IncomingMessage, limit: number): Promise<RequestBody> {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    return Promise.resolve('too_large');
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve('too_large');
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
}
