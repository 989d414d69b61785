import { secretHolding } from '../../webhook/secret-keys.ts';
import type { Provider } from '../provider.ts';

/** Returns a signing secret that holds a text, in the form that the provider's secrets have. For tests and the local stack. */
export const secretFor = ({ signature }: Provider, text: string): string => secretHolding(signature, text);
