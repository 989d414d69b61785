import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { StageSettings } from '../../deploy/stage-settings.ts';
import type { Bounds } from './limits.ts';

const Service = z.object({ params: z.object({ default: StageSettings }) });
const customTags = ['!Ref', '!GetAtt'].map((tag) => ({ tag, resolve: (text: string) => text }));

/** The settings of serverless.yml as they come. */
export function boundsOfService(): Bounds {
  const { default: settings } = Service.parse(
    parse(readFileSync('serverless.yml', 'utf8'), { customTags }),
  ).params;
  const { throttleRate, throttleBurst, consumeConcurrency, stateShards } = settings;
  return { throttleRate, throttleBurst, consumeConcurrency, stateShards };
}
