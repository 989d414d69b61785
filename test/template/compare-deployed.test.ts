import { describe, expect, it } from 'vitest';
import CompareDeployed, { holds } from '../../deploy/compare-deployed.ts';

const conditions = {
  Publishes: { 'Fn::Equals': ['on', 'on'] },
  HasUrl: { 'Fn::Not': [{ 'Fn::Equals': ['', ''] }] },
  Notifies: { 'Fn::And': [{ Condition: 'Publishes' }, { Condition: 'HasUrl' }] },
};

describe('A condition of the template', () => {
  it.each([
    ['Publishes', true],
    ['HasUrl', false],
    ['Notifies', false],
  ])('%s holds: %s', (Condition, expected) => {
    expect(holds({ Condition }, conditions)).toBe(expected);
  });

  it('that is not known is an error', () => {
    expect(() => holds({ 'Fn::Or': [] }, conditions)).toThrow('Fn::Or');
    expect(() => holds({ Condition: 'Missing' }, conditions)).toThrow('form that is not known');
  });
});

describe('While Serverless looks for changes', () => {
  it('it sees the functions whose condition holds, and all of them afterwards', () => {
    const all = { consume: {}, publish: { condition: 'Publishes' }, notify: { condition: 'Notifies' } };
    const service = {
      functions: all,
      provider: { compiledCloudFormationTemplate: { Conditions: conditions } },
    };
    const { hooks } = new CompareDeployed({ service });
    hooks['before:aws:deploy:deploy:checkForChanges']?.();
    expect(Object.keys(service.functions)).toEqual(['consume', 'publish']);
    hooks['after:aws:deploy:deploy:checkForChanges']?.();
    expect(service.functions).toBe(all);
  });
});
