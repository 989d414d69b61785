import type { FunctionEntry } from './service-file.ts';

/** A route of the HTTP API. */
export interface RouteDefinition {
  /** As in the event: `POST /webhooks/{provider}`. */
  readonly routeKey: string;
  readonly method: string;
  readonly path: string;
  /** Key of the function behind it. */
  readonly functionKey: string;
}

export const routeDefinitions = (functionKey: string, entry: FunctionEntry): readonly RouteDefinition[] =>
  entry.events.flatMap(({ httpApi }) => {
    if (httpApi === undefined) return [];
    const text = typeof httpApi === 'string' ? httpApi : `${httpApi.method} ${httpApi.path}`;
    const [method = '', path = ''] = text.split(/\s+/);
    const routeKey = `${method.toUpperCase()} ${path}`;
    return [{ routeKey, method: method.toUpperCase(), path, functionKey }];
  });
