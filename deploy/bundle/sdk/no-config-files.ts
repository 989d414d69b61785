/** `tryNextLink` makes the SDK's chain try the next source. */
class NoConfigFiles extends Error {
  override readonly name = 'NoConfigFiles';
  readonly tryNextLink = true;
}

/** There is no `~/.aws` on Lambda. Settings come from the environment, or have their defaults. */
export const fromSharedConfigFiles = () => async () => {
  throw new NoConfigFiles('There are no configuration files on Lambda.');
};
