import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ordinaryCircumstances } from '../../bench/cost/circumstances.ts';
import { measureWebhook } from '../../bench/cost/measured-webhook.ts';
import { slowSide } from '../../bench/scale/assumptions.ts';
import { boundsOfService } from '../../bench/scale/bounds.ts';
import { everyPowerOfTen, withReport } from '../../bench/scale/document.ts';
import { burstLimitsOf, limitsOf } from '../../bench/scale/limits.ts';
import { demandOf } from '../../bench/scale/load.ts';
import { scaleReport } from '../../bench/scale/scale-report.ts';
import { compileTemplate } from '../template/compiled-template.ts';

const [webhook, template] = await Promise.all([measureWebhook(), compileTemplate()]);
const bounds = boundsOfService();
const circumstances = ordinaryCircumstances();
const demand = (rate: number, burst = 0) => demandOf(webhook, slowSide, bounds, { rate, burst });

describe('The model of cost and scale', () => {
  it('is in docs/scale.md as the command prints it (else: npm run scale -- --write)', () => {
    const text = readFileSync('docs/scale.md', 'utf8');
    const report = scaleReport({ webhook, circumstances, given: slowSide, bounds }, everyPowerOfTen);
    expect(text).toBe(withReport(text, report));
  });

  it('counts with the memory, the batch and the settings that are deployed', () => {
    const { memoryMb, batch } = circumstances;
    expect(template.property('IngestLambdaFunction', 'MemorySize')).toBe(memoryMb.ingest);
    expect(template.property('ConsumeLambdaFunction', 'MemorySize')).toBe(memoryMb.consume);
    expect(template.property('ConsumeEventSourceMappingSQSDeliveryQueue', 'BatchSize')).toBe(batch);
    expect(template.property('ConsumeEventSourceMappingSQSDeliveryQueue', 'ScalingConfig')).toEqual({
      MaximumConcurrency: bounds.consumeConcurrency,
    });
    expect(template.property('HttpApiStage', 'DefaultRouteSettings')).toMatchObject({
      ThrottlingRateLimit: bounds.throttleRate,
      ThrottlingBurstLimit: bounds.throttleBurst,
    });
  });

  it('measures one write for each new event, and messages far below what SQS bills as two requests', () => {
    expect(webhook.writeUnits['table']).toBe(1);
    expect(webhook.messageBytes).toBeLessThan(64 * 1024);
  });

  it('names what gives out in ascending order', () => {
    for (const limits of [limitsOf, burstLimitsOf].map((of) => of(webhook, slowSide, bounds))) {
      const rates = limits.map(({ bears }) => bears);
      expect(rates).toEqual(rates.toSorted((left, right) => left - right));
    }
  });

  it('drains a backlog with the settings that it proposes, wherever AWS lets it', () => {
    expect(demand(10).drainSeconds).toBeLessThan(60);
    expect(demand(10_000).drainSecondsByDefault).toBe(Number.POSITIVE_INFINITY);
    expect(demand(10_000).drainSeconds).toBe(1_800);
  });

  it('proposes settings that bear the rate that they are for', () => {
    for (const { rate, burst } of everyPowerOfTen) {
      const { settings } = demand(rate, burst);
      const given = demandOf(webhook, slowSide, settings, { rate, burst });
      const exceeded = [...given.exceededByRate, ...given.exceededByBurst].map(({ name }) => name);
      expect(exceeded.filter((name) => name.startsWith('setting'))).toEqual([]);
    }
  });
});
