import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demandOf } from '../../bench/model/demand.ts';
import { burstLimitsOf, limitsOf } from '../../bench/model/limits.ts';
import { buildModel } from '../../bench/model/model.ts';
import { everyPowerOfTen, scaleReport } from '../../bench/model/scale-report.ts';
import { withMarkedRegion } from '../../scripts/pages/marked-region.ts';
import { compileTemplate } from '../template/compiled-template.ts';

const [model, template] = await Promise.all([buildModel(), compileTemplate()]);
const { webhook, deployment } = model;
const demand = (rate: number, burst = 0) => demandOf(model, { rate, burst });

describe('The model of cost and scale', () => {
  it('is in docs/scale.md as the command prints it (else: npm run scale -- --write)', () => {
    const text = readFileSync('docs/scale.md', 'utf8');
    expect(text).toBe(withMarkedRegion(text, 'computed', scaleReport(model, everyPowerOfTen)));
  });

  it('uses the memory, the batch size and the settings that are deployed', () => {
    const { memoryMb, batchSize, settings } = deployment;
    expect(template.property('IngestLambdaFunction', 'MemorySize')).toBe(memoryMb.ingest);
    expect(template.property('ConsumeLambdaFunction', 'MemorySize')).toBe(memoryMb.consume);
    expect(template.property('ConsumeEventSourceMappingSQSDeliveryQueue', 'BatchSize')).toBe(batchSize);
    expect(template.property('ConsumeEventSourceMappingSQSDeliveryQueue', 'ScalingConfig')).toEqual({
      MaximumConcurrency: settings.consumeConcurrency,
    });
    expect(template.property('HttpApiStage', 'DefaultRouteSettings')).toMatchObject({
      ThrottlingRateLimit: settings.throttleRate,
      ThrottlingBurstLimit: settings.throttleBurst,
    });
  });

  it('measures one write for each new event, and messages far smaller than SQS bills as one request', () => {
    expect(webhook.writeUnits['table']).toBe(1);
    expect(webhook.messageBytes).toBeLessThan(64 * 1024);
  });

  it('lists what is exhausted in ascending order', () => {
    for (const limits of [limitsOf(model), burstLimitsOf(model)]) {
      const rates = limits.map(({ capacity }) => capacity);
      expect(rates).toEqual(rates.toSorted((left, right) => left - right));
    }
  });

  it('drains a backlog with the settings that it proposes, wherever AWS allows it', () => {
    expect(demand(10).drainSeconds).toBeLessThan(60);
    expect(demand(10_000).drainSecondsByDefault).toBe(Number.POSITIVE_INFINITY);
    expect(demand(10_000).drainSeconds).toBe(1_800);
  });

  it('proposes settings that bear the rate that they are for', () => {
    for (const { rate, burst } of everyPowerOfTen) {
      const { settings } = demand(rate, burst);
      const changed = demandOf({ ...model, deployment: { ...deployment, settings } }, { rate, burst });
      const exceeded = [...changed.exceededByRate, ...changed.exceededByBurst].map(({ name }) => name);
      expect(exceeded.filter((name) => /^(setting|constant) /.test(name))).toEqual([]);
    }
  });
});
