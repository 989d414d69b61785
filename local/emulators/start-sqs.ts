import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { keepReleasedMessages } from './keep-released-messages.ts';
import type { Stoppable } from './restartable.ts';

export interface SqsOptions {
  readonly host: string;
  readonly port: number;
  readonly region: string;
  /** Keeps the messages there. By default they are lost when the process ends. */
  readonly dataDir?: string | undefined;
}

/** Starts SQS in this process. @throws Error with the code EADDRINUSE */
export async function startSqs({ host, port, region, dataDir }: SqsOptions): Promise<Stoppable> {
  const options = withoutUndefined({ port, logger: false, defaultRegion: region, dataDir });
  if (dataDir !== undefined) await keepReleasedMessages();
  return listeningOn(host, () => startFauxqs(options));
}

/**
 * fauxqs always listens on every network interface, where anyone could put unverified messages into a queue. Fastify,
 * its server, announces each server before it listens. That is the moment to set the address.
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
