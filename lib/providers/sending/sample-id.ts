import { bodyDigest } from '../../webhook/body-digest.ts';
import type { SampleRequest } from '../provider.ts';

/** Returns 64 hexadecimal digits that follow from what a sample says, so that the same sample is the same event. */
export const sampleId = ({ checkoutId, status, at }: SampleRequest): string =>
  bodyDigest(Buffer.from(`${checkoutId} ${status} ${at}`));
