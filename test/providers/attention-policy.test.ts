import { describe, expect, it } from 'vitest';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { tweed } from '../../lib/providers/tweed.ts';

const lifecycleOf = (provider: string, checkoutId: string) =>
  attentionPolicy(findProvider, { provider, checkoutId }).lifecycle;

describe('A checkout is judged', () => {
  it('by the lifecycle of its kind, which its id begins with', () => {
    expect(lifecycleOf('inqud', 'CCO-1')).toBe(inqud.lifecycles['CCO-']);
    expect(lifecycleOf('inqud', 'ORCO-1')).toBe(inqud.lifecycles['ORCO-']);
    expect(lifecycleOf('inqud', 'ORCO-CCO-')).toBe(inqud.lifecycles['ORCO-']);
  });

  it('by the only lifecycle of a provider with one kind, whatever its id', () => {
    expect(lifecycleOf('tweed', 'any-id')).toBe(tweed.lifecycles['']);
  });

  it('by no lifecycle if its kind or its provider is not known, so that nothing is ordinary', () => {
    expect(lifecycleOf('inqud', '1-CCO-')).toEqual({});
    expect(lifecycleOf('nobody', 'CCO-1')).toEqual({});
  });

  it('without a retention where the caller does not know how long rows are kept', () => {
    const key = { provider: 'inqud', checkoutId: 'CCO-1' };
    expect(attentionPolicy(findProvider, key).retentionDays).toBe(0);
    expect(attentionPolicy(findProvider, key, 90).retentionDays).toBe(90);
  });
});
