import { PortFault } from './ports.ts';

/**
 * What may be said of an error in the log. Our own faults are worded without content; any other error's message
 * may quote what it stumbled over (a JSON error quotes the body), so only its kind is told.
 */
export function faultReason(error: unknown): string {
  if (error instanceof PortFault) return error.message;
  return error instanceof Error ? error.name : 'not_an_error';
}
