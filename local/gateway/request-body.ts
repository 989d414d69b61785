import type { IncomingMessage } from 'node:http';

/** What came of a body: its bytes, or that it was longer than allowed, or that the sender hung up on the way. */
export type ReadBody = Buffer | 'too_large' | 'aborted';

/** Reads a request's body and never holds more than `limit` bytes of it: the rest of a longer one is thrown away. */
export function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
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
