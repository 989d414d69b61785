import { PortFault } from './ports.ts';

/**
 * Returns what the log may say about an error. The message of our own faults never quotes content. The message of any
 * other error might (a JSON error quotes the body), so only the error's name is returned.
 */
export function faultReason(error: unknown): string {
  if (error instanceof PortFault) return error.message;
  return error instanceof Error ? error.name : 'not_an_error';
}
