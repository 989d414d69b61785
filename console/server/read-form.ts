import type { IncomingMessage } from 'node:http';

const FORM = 'application/x-www-form-urlencoded';
const LARGEST_FORM = 64 * 1024;

/** A form that a page has sent; undefined if it is no form, or too large. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (request.headers['content-type']?.split(';')[0] !== FORM) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_FORM) return undefined;
    chunks.push(bytes);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
