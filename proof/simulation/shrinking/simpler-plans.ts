import type { Plan } from '../plan/plan.ts';
import { stretches } from './shrink.ts';

/** Proposes simpler plans, the most simplified first. Each is derived from the best plan at that moment. */
export function* simplerPlans(best: () => Plan): Generator<Plan> {
  for (const [at, size] of stretches(() => best().webhooks)) {
    yield { ...best(), webhooks: best().webhooks.toSpliced(at, size) };
  }
  for (let at = 0; at < best().strays.length; at += 1) {
    yield { ...best(), strays: best().strays.toSpliced(at, 1) };
  }
  if (best().rotates) yield { ...best(), rotates: false };
  if (best().secretStage === 0) yield { ...best(), secretStage: 1 };
  if (best().hasSkew) yield { ...best(), hasSkew: false };
  if (best().consumers > 1) yield { ...best(), consumers: best().consumers - 1 };
  for (const [at, webhook] of best().webhooks.entries()) {
    if (webhook.repeats > 0) {
      yield { ...best(), webhooks: best().webhooks.with(at, { ...webhook, repeats: 0 }) };
    }
  }
}
