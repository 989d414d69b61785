import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { LogCode, LogFields } from '../../lib/app/log-codes.ts';
import { consumeHandler } from '../../lib/aws/lambda/consume-handler.ts';
import { ingestHandler } from '../../lib/aws/lambda/ingest-handler.ts';
import { MemoryDeadLetterQueue, MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { findRoute } from '../../local/gateway/find-route.ts';
import { answerFrom, gatewayAnswer, type HttpAnswer } from '../../local/gateway/http-answer.ts';
import { httpEvent } from '../../local/gateway/http-event.ts';
import { sqsEvent } from '../../local/mapping/sqs-event.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';
import type { Dice } from '../kit/random/dice.ts';
import { PUBLIC_URL } from '../kit/signed-by.ts';
import { WatchedStore } from './judging/watched-store.ts';
import type { HostileRequest } from './requests/hostile-request.ts';

const GATEWAY_LIMIT = 10 * 1024 * 1024;
const BATCH = 10;
const REDELIVERED_PERCENT = 10;
/** Every answer takes less. The handler's timers must have ended before memory is measured. */
export const ANSWER_WITHIN_MS = 1_000;

const { routes } = readServiceDefinition(projectDirectory);
/** The requests come over no connection, but an `IncomingMessage` needs one. */
const noConnection = new Socket();

export interface ServiceSettings {
  /** The secrets of a provider, newest first. */
  readonly secretsOf: (provider: string) => readonly string[];
  readonly maxBodyBytes: number;
}

/** The real handlers, with the local gateway's events and with the queue and the table in this process. */
export class ServiceInProcess {
  readonly queue = new MemoryQueue();
  readonly deadLetters = new MemoryDeadLetterQueue();
  readonly store = new WatchedStore();
  /** The ids of the requests whose webhooks are not about a checkout. */
  readonly ignored = new Set<string>();
  readonly failed: string[] = [];
  readonly #ingest: ReturnType<typeof ingestHandler>;
  readonly #consume: ReturnType<typeof consumeHandler>;

  constructor({ secretsOf, maxBodyBytes }: ServiceSettings) {
    const { queue, deadLetters, store } = this;
    const secrets = new MemorySecretStore(new Map(providers.map(({ name }) => [name, secretsOf(name)])));
    const report = (code: LogCode, { requestId = '', messageId = '' }: LogFields) => {
      if (code === 'event_ignored') this.ignored.add(requestId);
      if (code === 'message_failed' || code === 'message_out_of_time') this.failed.push(messageId);
    };
    const startLog = () => ({ report, flush: () => undefined });
    const ingestParts = { findProvider, secrets, queue, startLog, maxBodyBytes, publicUrl: PUBLIC_URL };
    this.#ingest = ingestHandler(ingestParts, ANSWER_WITHIN_MS);
    this.#consume = consumeHandler({ findProvider, store, deadLetters, startLog, now: Date.now });
  }

  /** Returns the gateway's answer. @throws whatever the handler throws, which must not happen */
  async answer(sent: HostileRequest): Promise<HttpAnswer> {
    const [rawPath = '', ...rest] = sent.target.split('?');
    const path = decoded(rawPath);
    if (!path?.startsWith('/')) return gatewayAnswer(400, 'Bad Request');
    const found = findRoute(routes, sent.method, path);
    if (!found) return gatewayAnswer(404, 'Not Found');
    if (sent.body.length > GATEWAY_LIMIT) return gatewayAnswer(413, 'Request Entity Too Large');
    const request = new IncomingMessage(noConnection);
    request.method = sent.method;
    request.httpVersion = '1.1';
    request.rawHeaders = sent.headers.flat();
    const query = rest.join('?');
    const event = httpEvent({ request, found, path, query, body: sent.body, arrivedAt: new Date() });
    // An event travels to a function as JSON.
    return answerFrom(await this.#ingest(JSON.parse(JSON.stringify(event))));
  }

  /** Hands every message to the consumer, in a random order and some of them twice. */
  async consume(dice: Dice): Promise<void> {
    const { messages } = this.queue;
    const again = messages.filter(() => dice.happens(REDELIVERED_PERCENT));
    const deliveries = [...dice.shuffled(messages), ...dice.shuffled(again)];
    for (let start = 0; start < deliveries.length; start += BATCH) {
      const batch = deliveries.slice(start, start + BATCH);
      const received = batch.map(({ messageId, text }) => ({ MessageId: messageId, Body: text }));
      await this.#consume(sqsEvent(received, 'arn', 'eu-central-1'), {
        getRemainingTimeInMillis: () => 20_000,
      });
    }
  }
}

/** Returns the decoded path; undefined when it cannot be decoded. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
