import * as z from 'zod';
import type { ParsedWebhook, Provider } from '../../lib/providers/provider.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { tweed } from '../../lib/providers/tweed.ts';

const Typed = z.object({ type: z.string() });

/** Tweed with a list that holds every type that is not about a checkout. No provider's list holds any today. */
export const ignoringTweed: Provider = {
  ...tweed,
  parse(body): ParsedWebhook {
    const parsed = tweed.parse(body, {});
    if (parsed.kind !== 'unreadable' || parsed.reason !== 'unknown_type') return parsed;
    return { kind: 'ignored', type: Typed.parse(JSON.parse(Buffer.from(body).toString())).type };
  },
};

export const findIgnoring = (name: string): Provider | undefined =>
  name === ignoringTweed.name ? ignoringTweed : findProvider(name);
