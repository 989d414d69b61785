import { PortFault } from '../ports.ts';

/** Writers that overtake each other this often are a fault. The queue's retry, or a person's, spreads them out. */
export const MAX_WRITES = 10;

export const overtaken = (): PortFault =>
  new PortFault(`Gave up after ${MAX_WRITES} writes that other writers overtook.`);
