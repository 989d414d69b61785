import { readFileSync } from 'node:fs';
import * as z from 'zod';

const Statement = z.object({
  Sid: z.string().optional(),
  Effect: z.literal('Allow'),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.union([z.string(), z.array(z.string())]),
});

const Policy = z.object({ Version: z.literal('2012-10-17'), Statement: z.array(Statement).min(1) });

/** The actions that a policy of docs/iam allows, by the name of the statement. */
export function actionsOf(file: string): ReadonlyMap<string, readonly string[]> {
  const { Statement: statements } = Policy.parse(JSON.parse(readFileSync(`docs/iam/${file}`, 'utf8')));
  const found = new Map<string, readonly string[]>();
  for (const { Sid = '', Action } of statements) found.set(Sid, [Action].flat());
  return found;
}

/** Whether an action, or a pattern such as `lambda:*`, allows an action. */
export function allows(allowed: readonly string[], action: string): boolean {
  const service = action.slice(0, action.indexOf(':'));
  return allowed.includes(action) || allowed.includes(`${service}:*`);
}
