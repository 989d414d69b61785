/** The simulation with a merchant is tested here: it must catch each known mistake of a publisher or a merchant. */

import { describe, expect, it } from 'vitest';
import { caughtBySimulation, flawedMerchantSides, flawedPublishers } from './catch-downstream.ts';

const TIMEOUT_MS = 240_000;

describe('The simulation with a merchant catches a publisher that', () => {
  it.each(flawedPublishers)(
    '$name',
    async (side) => expect(await caughtBySimulation(side)).toMatch(/^I\d+$/),
    TIMEOUT_MS,
  );
});

describe('The simulation with a merchant catches a merchant who', () => {
  it.each(flawedMerchantSides)(
    '$name',
    async (side) => expect(await caughtBySimulation(side)).toMatch(/^I\d+$/),
    TIMEOUT_MS,
  );
});
