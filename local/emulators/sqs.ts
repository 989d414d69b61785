import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import type { Stoppable } from './restartable.ts';

/** The account that fauxqs plays. */
export const ACCOUNT = '000000000000';

export interface SqsOptions {
  readonly host: string;
  readonly port: number;
  readonly region: string;
  /** Messages are kept there; without it they are gone with the process. */
  readonly dataDir?: string;
}

/** SQS on this machine, within this process. @throws Error with code EADDRINUSE */
export async function startSqs({ host, port, region, dataDir }: SqsOptions): Promise<Stoppable> {
  const options = { port, logger: false, defaultRegion: region, ...(dataDir !== undefined && { dataDir }) };
  return listeningOn(host, () => startFauxqs(options));
}

/**
 * fauxqs always listens on every network interface, and anyone who reaches a queue can put unverified messages into
 * it. Fastify announces each server that it makes, before it listens: here its address is set right.
 */
async function listeningOn(host: string, start: () => Promise<FauxqsServer>): Promise<FauxqsServer> {
  const bind = (message: unknown): void => {
    const { fastify } = message as { fastify: { listen: (options: object) => Promise<string> } };
    const listen = fastify.listen.bind(fastify);
    fastify.listen = (options) => listen({ ...options, host });
  };
  subscribe('fastify.initialization', bind);
  try {
    return await start();
  } finally {
    unsubscribe('fastify.initialization', bind);
  }
}
