const secrets: Readonly<Record<string, readonly string[]>> = {
  inqud: ['inqud-newest', 'inqud-older'],
  tweed: ['tweed-newest', 'tweed-older'],
};

/** The signing secrets of a provider in this suite, newest first: two, as during a rotation. */
export const secretsOf = (provider: string): readonly string[] => secrets[provider] ?? [];
