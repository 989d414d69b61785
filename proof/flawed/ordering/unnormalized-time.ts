import * as z from 'zod/mini';
import { parseJsonBody } from '../../../lib/providers/reading/json-body.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';
import { withParse } from './with-parse.ts';

const Times = z.object({
  createdAt: z.string(),
  lastUpdatedAt: z.nullish(z.string()),
  modifiedAt: z.nullish(z.string()),
});

export const unnormalizedTime: FlawedReceiver = {
  name: 'compare unnormalized time strings',
  parts: {
    findProvider: withParse((checkout, body) => {
      const times = z.safeParse(Times, parseJsonBody(body)).data;
      const updatedAt = times?.lastUpdatedAt ?? times?.modifiedAt ?? times?.createdAt;
      return updatedAt === undefined ? checkout : { ...checkout, updatedAt };
    }),
  },
};
