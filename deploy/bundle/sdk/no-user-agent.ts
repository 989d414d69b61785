const plugin = { applyToStack: () => undefined };

/** Which SDK it was is put together anew for each request, with a dozen regular expressions; AWS asks for none of it. */
export const getUserAgentPlugin = () => plugin;
export const userAgentMiddleware = undefined;
export const getUserAgentMiddlewareOptions = undefined;
