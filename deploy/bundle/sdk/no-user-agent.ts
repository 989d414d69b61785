const plugin = { applyToStack: () => undefined };

/** The SDK builds its user agent for each request, with a dozen regular expressions. AWS does not require it. */
export const getUserAgentPlugin = () => plugin;
export const userAgentMiddleware = undefined;
export const getUserAgentMiddlewareOptions = undefined;
