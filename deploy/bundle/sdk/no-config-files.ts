/** `tryNextLink` is how a provider tells the SDK's chain that it has nothing and the next one may be asked. */
class NoConfigFiles extends Error {
  override readonly name = 'NoConfigFiles';
  readonly tryNextLink = true;
}

/** There is no `~/.aws` on Lambda: settings come from the environment, else they have their defaults. */
export const fromSharedConfigFiles = () => async () => {
  throw new NoConfigFiles('There are no configuration files on Lambda.');
};
