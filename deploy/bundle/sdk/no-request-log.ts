const plugin = { applyToStack: () => undefined };

/** The SDK logs requests only if a client has a logger. Ours have none. */
export const getLoggerPlugin = () => plugin;
export const loggerMiddleware = undefined;
export const loggerMiddlewareOptions = undefined;
