const plugin = { applyToStack: () => undefined };

/** The SDK's own log of requests goes nowhere unless a logger is given, and none is. */
export const getLoggerPlugin = () => plugin;
export const loggerMiddleware = undefined;
export const loggerMiddlewareOptions = undefined;
