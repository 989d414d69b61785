const secrets: Readonly<Record<string, readonly string[]>> = {
  inqud: ['inqud-newest', 'inqud-older'],
  tweed: ['tweed-newest', 'tweed-older'],
};

/** Returns a provider's signing secrets, newest first. There are two, as during a rotation. */
export const secretsOf = (provider: string): readonly string[] => secrets[provider] ?? [];
