/**
 * The output of a deployment that has the URL of a provider's webhooks.
 * @param provider its name in the path, its title, and where its dashboard takes the URL
 */
export function webhookOutput(provider: {
  readonly name: string;
  readonly title: string;
  readonly dashboard: string;
}): { readonly output: string; readonly description: string } {
  const { name, title, dashboard } = provider;
  return {
    output: `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', '')}WebhookUrl`,
    description: `Enter it in ${title}'s dashboard under ${dashboard}`,
  };
}
