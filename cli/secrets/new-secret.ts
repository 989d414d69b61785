import type { Provider } from '../../lib/providers/provider.ts';
import { note, print } from '../terminal/screen.ts';
import { readSecret } from './read-secret.ts';
import { generatedSecret } from './secret-text.ts';

export const GENERATE_OPTION = [
  '--generate',
  'make a new secret and print it once, instead of reading one',
] as const;

/** The secret that is to come into force: read, or made. */
export const newSecret = async ({ title }: Provider, generate: true | undefined): Promise<string> =>
  generate ? generatedSecret() : readSecret(`${title}'s secret (it is not shown): `);

/** Prints a generated secret, once it is in force: to standard output alone, so that it can go into a pipe. */
export function showGenerated({ title }: Provider, secret: string): void {
  note(`Put this secret into ${title}'s dashboard now; it will not be shown again:`);
  print(secret);
}
